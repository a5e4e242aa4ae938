import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;

/** Plays jobs on JavaRosa: one line of JSON in, one out. README.md says what they hold. */
public final class PlayJavaRosa {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static Path folder = Path.of(".");

    private final JsonNode job;
    private final ObjectNode result = JSON.createObjectNode();
    private FormDef form;
    private FormEntryModel model;
    private FormEntryController controller;
    private Map<String, FormIndex> questions = new LinkedHashMap<>();
    private final Map<String, FormIndex> instances = new LinkedHashMap<>();
    private final Map<String, FormIndex> prompts = new LinkedHashMap<>();

    private PlayJavaRosa(JsonNode job) {
        this.job = job;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // the engine logs there
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        register();
        try (BufferedReader lines = Files.newBufferedReader(Path.of(arguments[0]))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.println(JSON.writeValueAsString(new PlayJavaRosa(JSON.readTree(line)).play()));
                }
            }
        }
        out.flush();
        System.exit(0); // the engine's threads would keep the process
    }

    private ObjectNode play() {
        result.set("id", job.get("id"));
        try {
            load();
        } catch (Throwable trouble) {
            return result.put("ok", false).put("error", told(trouble));
        }
        result.put("ok", true);
        String[] languages = form.getLocalizer() == null ? new String[0] : model.getLanguages();
        ArrayNode named = result.putArray("languages");
        for (String language : languages) {
            named.add(language);
        }
        try {
            if (job.hasNonNull("language")) {
                controller.setLanguage(job.get("language").asText());
            }
            steps();
            if (!job.path("brief").asBoolean()) {
                walk();
                result.set("nodes", nodes());
                byte[] xml = new XFormSerializingVisitor().serializeInstance(form.getMainInstance());
                result.put("submission", new String(xml, StandardCharsets.UTF_8));
            }
        } catch (Throwable trouble) {
            result.put("ok", false).put("error", told(trouble));
        }
        return result;
    }

    private void load() throws Exception {
        Path file = Path.of(job.get("form").asText()).toAbsolutePath();
        byte[] xml = Files.readAllBytes(file);
        folder = file.getParent();
        long started = now();
        form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml));
        model = new FormEntryModel(form);
        controller = new FormEntryController(model);
        form.initialize(true, new InstanceInitializationFactory());
        double loaded = milliseconds(started);
        walk(); // counted repeats and choices come to be when somebody comes by
        result.putObject("ms").put("load", loaded).put("walk", milliseconds(started) - loaded);
        find();
    }

    // Steps.

    private void steps() throws Exception {
        boolean snapshots = job.path("snapshots").asBoolean();
        ArrayNode taken = snapshots ? result.putArray("snapshots") : null;
        ArrayNode errors = result.putArray("step_errors");
        ObjectNode milliseconds = (ObjectNode) result.get("ms");
        ArrayNode times = milliseconds.putArray("steps");
        ArrayNode evaluations = milliseconds.putArray("evaluations");
        if (taken != null) {
            taken.add(nodes());
        }
        int number = 0;
        for (JsonNode step : job.path("steps")) {
            Time time = new Time();
            try {
                step(step, time);
            } catch (Throwable trouble) {
                ObjectNode error = errors.addObject().put("step", number);
                error.setAll((ObjectNode) step);
                error.put("error", told(trouble));
            }
            times.add(time.step);
            evaluations.add(time.evaluation);
            if (taken != null) {
                walk();
                find();
                taken.add(nodes());
            }
            number++;
        }
    }

    private void step(JsonNode step, Time time) throws Exception {
        String operation = step.path("op").asText();
        String ref = plain(step.path("ref").asText());
        switch (operation) {
            case "set" -> set(ref, step.path("value").isNull() ? "" : step.path("value").asText(), time);
            case "add" -> {
                walk();
                find();
                FormIndex prompt = known(prompts, ref, "no repeat that can grow: ");
                long started = now();
                controller.newRepeat(prompt);
                time.step = time.evaluation = milliseconds(started);
                find();
            }
            case "remove" -> {
                find();
                FormIndex instance = known(instances, ref, "no instance ");
                long started = now();
                controller.deleteRepeat(instance);
                time.step = time.evaluation = milliseconds(started);
                find();
            }
            case "language" -> controller.setLanguage(step.path("language").asText());
            default -> throw new IllegalArgumentException("unknown step " + operation);
        }
    }

    private void set(String ref, String text, Time time) {
        if (element(ref) == null) { // a count may have made its instance, which nobody came by yet
            walk();
            find();
        }
        long begun = now();
        TreeElement element = element(ref);
        if (element == null) {
            throw new IllegalArgumentException("no node " + ref);
        }
        FormIndex index = questions.get(ref);
        IAnswerData data = data(element, index, text);
        long started = now();
        if (index == null) {
            form.setValue(data, element.getRef(), true);
        } else {
            controller.saveAnswer(index, data, true);
        }
        time.evaluation = milliseconds(started);
        time.step = milliseconds(begun);
    }

    private TreeElement element(String ref) {
        FormIndex index = questions.get(ref);
        return index == null ? search(form.getMainInstance().getRoot(), ref)
            : form.getMainInstance().resolveReference(index.getReference());
    }

    private IAnswerData data(TreeElement element, FormIndex index, String text) {
        if (text.isEmpty()) {
            return null;
        }
        QuestionDef question = index == null ? null : FormDef.findQuestionByRef(element.getRef(), form);
        int control = question == null ? -1 : question.getControlType();
        if (control == Constants.CONTROL_SELECT_ONE) {
            return new SelectOneData(new Selection(text));
        }
        if (control == Constants.CONTROL_SELECT_MULTI || control == Constants.CONTROL_RANK) {
            List<Selection> chosen = new ArrayList<>();
            for (String value : text.strip().split("\\s+")) {
                chosen.add(new Selection(value));
            }
            return new MultipleItemsData(chosen);
        }
        int type = element.getDataType();
        boolean isChoice = type == Constants.DATATYPE_CHOICE || type == Constants.DATATYPE_MULTIPLE_ITEMS;
        return XFormAnswerDataParser.getAnswerData(text, isChoice ? Constants.DATATYPE_TEXT : type, question);
    }

    // Looking.

    private void walk() {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int limit = 500_000;
        while (controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM && limit-- > 0) {
            continue;
        }
    }

    private void find() {
        questions = new LinkedHashMap<>();
        instances.clear();
        prompts.clear();
        FormIndex index = FormIndex.createBeginningOfFormIndex();
        while (!(index = model.incrementIndex(index, true)).isEndOfFormIndex()) {
            if (index.getReference() == null) {
                continue;
            }
            String ref = ref(index.getReference());
            int event = model.getEvent(index);
            if (event == FormEntryController.EVENT_QUESTION) {
                questions.putIfAbsent(ref, index);
            } else if (event == FormEntryController.EVENT_REPEAT) {
                instances.putIfAbsent(ref, index);
            } else if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) {
                prompts.putIfAbsent(ref.replaceAll("\\[\\d+]$", ""), index);
            }
        }
    }

    private ArrayNode nodes() {
        ArrayNode found = JSON.createArrayNode();
        describe(form.getMainInstance().getRoot(), true, true, found);
        return found;
    }

    private void describe(TreeElement element, boolean around, boolean enabled, ArrayNode found) {
        if (element.getMult() == TreeReference.INDEX_TEMPLATE) {
            return;
        }
        boolean relevant = around && element.isRelevant();
        boolean writable = enabled && element.isEnabled();
        String ref = ref(element.getRef());
        ObjectNode node = found.addObject().put("ref", ref).put("relevant", relevant);
        node.put("required", element.isRequired()).put("readonly", !writable);
        if (element.getNumChildren() == 0) {
            IAnswerData value = element.getValue();
            node.put("value", value(element));
            boolean holds = value == null || !relevant || form.evaluateConstraint(element.getRef(), value);
            node.put("constraint_ok", holds);
            node.put("required_ok", !(relevant && element.isRequired() && value == null));
            prompt(node, ref, holds);
        }
        for (int place = 0; place < element.getNumChildren(); place++) {
            describe(element.getChildAt(place), relevant, writable, found);
        }
    }

    private void prompt(ObjectNode node, String ref, boolean holds) {
        FormIndex index = questions.get(ref);
        if (index == null) {
            return;
        }
        try {
            FormEntryPrompt prompt = model.getQuestionPrompt(index);
            node.put("label", Objects.requireNonNullElse(prompt.getQuestionText(), prompt.getLongText()));
            node.put("hint", prompt.getHelpText());
            if (!holds) {
                node.put("message", prompt.getConstraintText());
            }
            int control = prompt.getControlType();
            if (control == Constants.CONTROL_SELECT_ONE || control == Constants.CONTROL_SELECT_MULTI
                || control == Constants.CONTROL_RANK) {
                ArrayNode choices = node.putArray("choices");
                for (SelectChoice choice : prompt.getSelectChoices()) {
                    choices.addObject().put("value", choice.getValue())
                        .put("label", prompt.getSelectChoiceText(choice));
                }
            }
        } catch (RuntimeException trouble) {
            node.put("trouble", told(trouble));
        }
    }

    private static String value(TreeElement element) {
        if (element.getValue() == null) {
            return "";
        }
        Object text = new XFormAnswerDataSerializer().serializeAnswerData(element.getValue(), element.getDataType());
        return text == null ? "" : text.toString();
    }

    private static TreeElement search(TreeElement element, String ref) {
        if (element.getMult() == TreeReference.INDEX_TEMPLATE) {
            return null;
        }
        if (ref(element.getRef()).equals(ref)) {
            return element;
        }
        for (int place = 0; place < element.getNumChildren(); place++) {
            TreeElement found = search(element.getChildAt(place), ref);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static FormIndex known(Map<String, FormIndex> places, String ref, String why) {
        FormIndex found = places.get(ref);
        if (found == null) {
            throw new IllegalArgumentException(why + ref);
        }
        return found;
    }

    private static String ref(TreeReference reference) {
        return plain(reference.toString(true));
    }

    private static String plain(String ref) {
        return ref.replace("[1]", "");
    }

    /** Processor time of this thread, which other work on the machine does not lengthen. */
    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double milliseconds(long started) {
        return (now() - started) / 1e6;
    }

    private static String told(Throwable trouble) {
        return trouble.getClass().getSimpleName() + ": " + trouble.getMessage();
    }

    /** Milliseconds of a whole step, from ref and text on, and of the engine's part in it. */
    private static final class Time {
        private double step;
        private double evaluation;
    }

    // What the engine wants before it works.

    private static void register() {
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new Properties());
        ReferenceManager.instance().addReferenceFactory(new FilesBeside());
    }

    private static final class Properties implements IPropertyManager {
        @Override public List<String> getProperty(String name) {
            return List.of("peer");
        }

        @Override public String getSingularProperty(String name) {
            return "peer";
        }

        @Override public void setProperty(String name, String value) { }

        @Override public void setProperty(String name, List<String> values) { }

        @Override public void addRules(IPropertyRules rules) { }

        @Override public List<IPropertyRules> getRules() {
            return List.of();
        }
    }

    private static final class FilesBeside implements ReferenceFactory {
        @Override public boolean derives(String uri) {
            return uri.startsWith("jr://");
        }

        @Override public Reference derive(String uri) {
            return new FileBeside(uri, folder.resolve(uri.substring(uri.lastIndexOf('/') + 1)));
        }

        @Override public Reference derive(String uri, String context) {
            return derive(uri);
        }
    }

    private record FileBeside(String uri, Path file) implements Reference {
        @Override public boolean doesBinaryExist() {
            return Files.exists(file);
        }

        @Override public InputStream getStream() throws IOException {
            return Files.newInputStream(file);
        }

        @Override public String getURI() {
            return uri;
        }

        @Override public String getLocalURI() {
            return file.toString();
        }

        @Override public boolean isReadOnly() {
            return true;
        }

        @Override public OutputStream getOutputStream() {
            return null;
        }

        @Override public void remove() { }

        @Override public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
