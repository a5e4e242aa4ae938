// JavaRosa, the engine of ODK Collect, plays sessions: a job a line on standard input, a result
// a line out. Jobs and results are those of web_forms.mjs.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceFactory;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;

public final class JavaRosaPeer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Path folder = Path.of(".");

  private final FormDef form;
  private final FormEntryModel model;
  private final FormEntryController controller;
  private final Map<String, FormIndex> questions = new HashMap<>();
  private final Map<String, FormIndex> groups = new HashMap<>();
  private final Map<String, FormIndex> instances = new HashMap<>();
  private final Map<String, FormIndex> prompts = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    prepare();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode job = JSON.readTree(line);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("id", job.get("id").asText());
      try {
        result.putAll(run(Path.of(job.get("form").asText()), job.get("steps")));
      } catch (Throwable error) { // whatever it is, the next job can still be done
        result.put("ok", false);
        result.put("error", String.valueOf(error));
      }
      out.println(JSON.writeValueAsString(result));
    }
  }

  // Setting up.

  private static void prepare() {
    PrototypeManager.registerPrototypes(CoreModelModule.classNames);
    new XFormsModule().registerModule();
    PropertyManager.setPropertyManager(new NoProperties());
    ReferenceManager.instance().addReferenceFactory(new Beside());
  }

  private JavaRosaPeer(Path path) throws Exception {
    byte[] text = Files.readAllBytes(path);
    form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(text));
    model = new FormEntryModel(form);
    controller = new FormEntryController(model);
    form.initialize(true, new InstanceInitializationFactory());
    visitAll();
  }

  /** Counted repeats come into being when somebody walks past them. */
  private void visitAll() {
    controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    int left = 100_000;
    while (controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM && left > 0) {
      left--;
    }
    findAll();
  }

  private void findAll() {
    questions.clear();
    groups.clear();
    instances.clear();
    prompts.clear();
    FormIndex index = FormIndex.createBeginningOfFormIndex();
    while (!(index = model.incrementIndex(index, true)).isEndOfFormIndex()) {
      if (index.getReference() == null) {
        continue;
      }
      String ref = written(index.getReference());
      switch (model.getEvent(index)) {
        case FormEntryController.EVENT_QUESTION -> questions.putIfAbsent(ref, index);
        case FormEntryController.EVENT_GROUP -> groups.putIfAbsent(ref, index);
        case FormEntryController.EVENT_REPEAT -> instances.putIfAbsent(ref, index);
        case FormEntryController.EVENT_PROMPT_NEW_REPEAT ->
            prompts.putIfAbsent(ref.replaceAll("\\[\\d+\\]$", ""), index);
        default -> { }
      }
    }
  }

  private static String written(TreeReference reference) {
    return withoutFirst(reference.toString(true));
  }

  private static String withoutFirst(String ref) {
    return ref.replace("[1]", "");
  }

  // Sessions.

  private static Map<String, Object> run(Path path, JsonNode steps) throws Exception {
    folder = path.toAbsolutePath().getParent();
    JavaRosaPeer peer = new JavaRosaPeer(path);
    List<Object> states = new ArrayList<>();
    List<Object> errors = new ArrayList<>();
    Map<String, Object> state = peer.look();
    states.add(difference(Map.of(), state));
    for (int number = 0; number < steps.size(); number++) {
      try {
        peer.play(steps.get(number));
      } catch (Exception error) {
        errors.add(List.of(number, String.valueOf(error.getMessage())));
      }
      peer.visitAll();
      Map<String, Object> now = peer.look();
      states.add(difference(state, now));
      state = now;
    }
    return Map.of("ok", true, "states", states, "errors", errors);
  }

  private void play(JsonNode step) throws Exception {
    String ref = withoutFirst(step.path("ref").asText());
    switch (step.get("op").asText()) {
      case "set" -> {
        FormIndex index = found(questions, ref);
        controller.saveAnswer(index, answer(index, step.path("value").asText("")), true);
      }
      case "add" -> controller.newRepeat(found(prompts, ref.replaceAll("\\[\\d+\\]$", "")));
      case "remove" -> controller.deleteRepeat(found(instances, ref));
      case "language" -> controller.setLanguage(step.get("language").asText());
      default -> throw new Exception("unknown step");
    }
  }

  private static FormIndex found(Map<String, FormIndex> known, String ref) throws Exception {
    FormIndex index = known.get(ref);
    if (index == null) {
      throw new Exception("no such node");
    }
    return index;
  }

  private IAnswerData answer(FormIndex index, String value) {
    if (value.isEmpty() || value.equals("null")) {
      return null;
    }
    TreeElement node = form.getMainInstance().resolveReference(index.getReference());
    QuestionDef question = FormDef.findQuestionByRef(node.getRef(), form);
    switch (question == null ? 0 : question.getControlType()) {
      case Constants.CONTROL_SELECT_ONE:
        return new SelectOneData(new Selection(value));
      case Constants.CONTROL_SELECT_MULTI, Constants.CONTROL_RANK:
        List<Selection> several = new ArrayList<>();
        for (String each : value.split(" ")) {
          several.add(new Selection(each));
        }
        return new MultipleItemsData(several);
      default:
        return XFormAnswerDataParser.getAnswerData(value, node.getDataType(), question);
    }
  }

  // What can be seen.

  private Map<String, Object> look() {
    Map<String, Object> seen = new LinkedHashMap<>();
    look(form.getMainInstance().getRoot(), true, true, seen);
    return seen;
  }

  private void look(TreeElement node, boolean relevant, boolean enabled, Map<String, Object> seen) {
    if (node.getMult() == TreeReference.INDEX_TEMPLATE) {
      return;
    }
    String ref = written(node.getRef());
    relevant = relevant && node.isRelevant();
    enabled = enabled && node.isEnabled();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("relevant", relevant);
    facts.put("required", node.isRequired());
    facts.put("readonly", !enabled);
    if (node.getNumChildren() == 0) {
      lookAtQuestion(node, ref, facts);
    } else {
      lookAtGroup(ref, facts);
    }
    seen.put(ref, facts);
    for (int place = 0; place < node.getNumChildren(); place++) {
      look(node.getChildAt(place), relevant, enabled, seen);
    }
  }

  private void lookAtGroup(String ref, Map<String, Object> facts) {
    FormIndex index = instances.getOrDefault(ref, groups.get(ref));
    if (index != null) {
      note(facts, "label", () -> model.getCaptionPrompt(index).getLongText());
    }
  }

  private void lookAtQuestion(TreeElement node, String ref, Map<String, Object> facts) {
    facts.put("value", value(node));
    note(facts, "valid", () -> isValid(node));
    FormIndex index = questions.get(ref);
    if (index == null) {
      return;
    }
    FormEntryPrompt prompt = model.getQuestionPrompt(index);
    note(facts, "label", () -> label(prompt));
    note(facts, "hint", prompt::getHelpText);
    if (Boolean.FALSE.equals(facts.get("valid"))) {
      note(facts, "message", prompt::getConstraintText);
    }
    switch (prompt.getControlType()) {
      case Constants.CONTROL_SELECT_ONE, Constants.CONTROL_SELECT_MULTI,
          Constants.CONTROL_RANK -> note(facts, "choices", () -> choices(prompt));
      default -> { }
    }
  }

  /** What cannot be told, because an expression fails here, is no fact. */
  private static void note(Map<String, Object> facts, String fact, Supplier<Object> look) {
    try {
      facts.put(fact, look.get());
    } catch (RuntimeException error) {
      facts.remove(fact);
    }
  }

  private boolean isValid(TreeElement node) {
    return node.getValue() == null || form.evaluateConstraint(node.getRef(), node.getValue());
  }

  private static String label(FormEntryPrompt prompt) {
    String text = prompt.getQuestionText();
    return text == null ? prompt.getLongText() : text;
  }

  private static List<Object> choices(FormEntryPrompt prompt) {
    List<Object> found = new ArrayList<>();
    for (SelectChoice choice : prompt.getSelectChoices()) {
      found.add(List.of(choice.getValue(), String.valueOf(prompt.getSelectChoiceText(choice))));
    }
    return found;
  }

  private static String value(TreeElement node) {
    if (node.getValue() == null) {
      return "";
    }
    Object text = new XFormAnswerDataSerializer()
        .serializeAnswerData(node.getValue(), node.getDataType());
    return text == null ? "" : text.toString();
  }

  private static Map<String, Object> difference(
      Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> changed = new LinkedHashMap<>();
    after.forEach((ref, facts) -> {
      if (!facts.equals(before.get(ref))) {
        changed.put(ref, facts);
      }
    });
    List<String> gone = before.keySet().stream().filter(ref -> !after.containsKey(ref)).toList();
    return Map.of("changed", changed, "gone", gone);
  }

  // What the engine asks of the program around it.

  private static final class NoProperties implements IPropertyManager {
    public List<String> getProperty(String name) {
      return List.of("");
    }

    public void setProperty(String name, String value) { }

    public void setProperty(String name, List<String> value) { }

    public String getSingularProperty(String name) {
      return "";
    }

    public void addRules(IPropertyRules rules) { }

    public List<IPropertyRules> getRules() {
      return List.of();
    }
  }

  /** The files beside a form, by the last part of any jr:// address. */
  private static final class Beside implements ReferenceFactory {
    public boolean derives(String address) {
      return address.startsWith("jr://");
    }

    public Reference derive(String address, String context) {
      return derive(address);
    }

    public Reference derive(String address) {
      return new FileBeside(address, folder.resolve(address.replaceAll(".*/", "")));
    }
  }

  private record FileBeside(String address, Path path) implements Reference {
    public boolean doesBinaryExist() {
      return Files.exists(path);
    }

    public InputStream getStream() throws java.io.IOException {
      return Files.newInputStream(path);
    }

    public String getURI() {
      return address;
    }

    public String getLocalURI() {
      return path.toString();
    }

    public boolean isReadOnly() {
      return true;
    }

    public OutputStream getOutputStream() {
      return null;
    }

    public void remove() { }

    public Reference[] probeAlternativeReferences() {
      return new Reference[0];
    }
  }
}
