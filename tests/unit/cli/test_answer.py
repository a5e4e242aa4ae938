from __future__ import annotations

import pytest

from tests.builders.command_line import CommandLine

NAME = "/data/front/front_party/q_party/party_name"
MODEL = "/data/untoc/untoc_5/c_5_1_a/q_5_model"
CARD = "/data/untoc/untoc_5/c_5_1_a_i"
CONSPIRACY = f"{CARD}/q_5_conspiracy"
LAWS = f"{CARD}/laws_5"


@pytest.fixture
def answering(expert: CommandLine) -> CommandLine:
    """Somebody who has said that conspiracy is an offence."""
    expert("answer", "set", MODEL, "conspiracy")
    expert("answer", "set", CONSPIRACY, "yes")
    return expert


def test_an_answer_that_was_set_is_shown_by_the_next_command(expert: CommandLine) -> None:
    expert("answer", "set", NAME, "جمهورية روريتانيا")
    assert expert("answer", "show", NAME).out == "جمهورية روريتانيا\n"


def test_setting_tells_the_new_state_as_json(expert: CommandLine) -> None:
    told = expert("answer", "set", NAME, "Grand Fenwick", "--json").json
    assert (told["ref"], told["value"], told["hidden_now"]) == (NAME, "Grand Fenwick", 0)


def test_null_clears(expert: CommandLine) -> None:
    expert("answer", "set", NAME, "null")
    assert expert("answer", "show", NAME, "--json").json["value"] is None


def test_a_value_may_begin_with_a_minus(expert: CommandLine) -> None:
    expert("answer", "set", NAME, "-5")
    assert expert("answer", "show", NAME).out == "-5\n"


def test_an_answer_that_hides_others_says_how_many(answering: CommandLine) -> None:
    assert "1 answers do not apply" in answering("answer", "set", MODEL, "group").out


def test_an_answer_that_brings_others_back_says_how_many(answering: CommandLine) -> None:
    answering("answer", "set", MODEL, "group")
    assert "1 answers apply again" in answering("answer", "set", MODEL, "conspiracy").out


def test_all_answers_of_a_group_are_shown(answering: CommandLine) -> None:
    shown = answering("answer", "show", "/data/untoc/untoc_5").out.splitlines()
    assert shown[:2] == [f"{MODEL}: conspiracy", f"{CONSPIRACY}: yes"]


def test_an_answer_that_was_not_given_is_a_blank_line(expert: CommandLine) -> None:
    assert expert("answer", "show", MODEL).out == "\n"


def test_the_answers_of_a_group_are_a_list_as_json(expert: CommandLine) -> None:
    assert expert("answer", "show", "/data/untoc/untoc_5", "--json").json == []


@pytest.mark.parametrize("ref", ["/data/none", "no_such_name", "/data/untoc[2]", ""])
def test_an_unknown_reference_is_told(expert: CommandLine, ref: str) -> None:
    done = expert("answer", "show", ref)
    assert (done.code, done.err.count("\n")) == (1, 1)


def test_a_choice_that_is_not_offered_is_refused(expert: CommandLine) -> None:
    done = expert("answer", "set", MODEL, "nonsense")
    assert (done.code, "not offered" in done.err) == (1, True)


def test_a_row_is_added_filled_and_removed(answering: CommandLine) -> None:
    ref = answering("answer", "add", LAWS, "--json").json["ref"]
    answering("answer", "set", f"{ref}/laws_5_title", "Penal Code")
    assert answering("answer", "show", f"{ref}/laws_5_title").out == "Penal Code\n"
    answering("answer", "remove", ref)
    assert answering("answer", "show", f"{ref}/laws_5_title").code == 1


def test_adding_says_what_was_added(answering: CommandLine) -> None:
    assert answering("answer", "add", LAWS).out.endswith("was added.\n")


def test_removing_from_a_list_takes_the_first(answering: CommandLine) -> None:
    before = answering("answer", "show", f"{LAWS}[1]").code
    answering("answer", "remove", LAWS)
    assert (before, answering("answer", "show", f"{LAWS}[1]").code) == (0, 1)


def test_there_is_nothing_to_remove_from_an_empty_list(answering: CommandLine) -> None:
    answering("answer", "remove", LAWS)
    assert answering("answer", "remove", LAWS).code == 1


def test_a_finished_question_is_said_so(answering: CommandLine) -> None:
    told = answering("answer", "status", CONSPIRACY, "ready", "--json").json
    assert told == {"question": "Art. 5(1)(a)(i)", "status": "ready"}


def test_a_card_is_named_as_well(answering: CommandLine) -> None:
    assert answering("answer", "status", CARD, "ready").out == "Art. 5(1)(a)(i): ready.\n"


def test_the_status_is_kept(answering: CommandLine) -> None:
    answering("answer", "status", CARD, "ready")
    assert answering("answer", "show", CONSPIRACY, "--json").json["status"] == "ready"


def test_a_blank_question_is_not_finished(expert: CommandLine) -> None:
    done = expert("answer", "status", MODEL, "ready")
    assert (done.code, "no answer yet" in done.err) == (1, True)


def test_what_is_no_question_has_no_status(expert: CommandLine) -> None:
    assert expert("answer", "status", "/data/untoc", "ready").code == 1


def test_a_status_that_does_not_exist_is_a_wrong_command(expert: CommandLine) -> None:
    assert expert("answer", "status", MODEL, "approved").code == 2
