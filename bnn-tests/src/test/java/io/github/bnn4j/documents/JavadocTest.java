package io.github.bnn4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The first sentence of a Javadoc comment stands alone in the summaries of classes and packages: it is no fragment. */
class JavadocTest {

    private static final Path LIBRARY = Path.of("../bnn-layers");

    /** A first sentence that begins so has lost its beginning: "Of a convolution.", "Null if there is none." */
    private static final Pattern FRAGMENT = Pattern.compile(
            "(Null if|Of|As|That|What|Which|Whether|Who|Whose|How|By|With|In|Where|Those|From|To|Such as)\\b.*",
            Pattern.DOTALL);

    @Test
    void firstSentencesOfTheLibraryAreNoFragments() throws IOException {
        List<String> sentences = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(LIBRARY)) {
            List<Path> main = sources.filter(JavadocTest::isMainSource).toList();
            for (String sentence : firstSentences(compiler, files.getJavaFileObjectsFromPaths(main))) {
                sentences.add(sentence);
            }
        }

        assertThat(sentences).hasSizeGreaterThan(500);
        assertThat(sentences).filteredOn(JavadocTest::isFragment).isEmpty();
    }

    @Test
    void fragmentsAreFound() throws IOException {
        String source = """
                /** A type, as Java convention has it. */
                public class Sample {
                    /** Null if there is none. */
                    public Object none() { return null; }
                    /**
                     * @return what has no first sentence
                     */
                    protected int count() { return 0; }
                    /** Of nobody's interest. */
                    private void hidden() {}
                    /** How it is sampled. */
                    interface Hidden {}
                    /** What a user sees. */
                    public interface Shown {
                        /** Within its rights, and no fragment. */
                        void inside();
                        /** Whether it is public without saying so. */
                        boolean isPublic();
                    }
                }
                """;
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };

        assertThat(firstSentences(ToolProvider.getSystemJavaCompiler(), List.of(file)))
                .filteredOn(JavadocTest::isFragment)
                .containsExactlyInAnyOrder(
                        "Sample.java: Null if there is none.",
                        "Sample.java: What a user sees.",
                        "Sample.java: Whether it is public without saying so.");
    }

    private static boolean isMainSource(Path file) {
        return file.toString().endsWith(".java")
                && file.toString().replace('\\', '/').contains("/src/main/java/");
    }

    private static boolean isFragment(String sentence) {
        return FRAGMENT.matcher(sentence.substring(sentence.indexOf(": ") + 2)).matches();
    }

    /** Returns the first sentences of what users see, each behind the name of its file. */
    private static List<String> firstSentences(JavaCompiler compiler, Iterable<? extends JavaFileObject> sources)
            throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
        DocTrees comments = DocTrees.instance(task);
        List<String> sentences = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            String name = Path.of(unit.getSourceFile().getName()).getFileName().toString();
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void nothing) {
                    if (isVisible(type.getModifiers())) {
                        note();
                        super.visitClass(type, nothing);
                    }
                    return null;
                }

                @Override
                public Void visitMethod(MethodTree method, Void nothing) {
                    if (isVisible(method.getModifiers())) {
                        note();
                    }
                    return null;
                }

                private boolean isVisible(ModifiersTree modifiers) {
                    Set<Modifier> flags = modifiers.getFlags();
                    return flags.contains(Modifier.PUBLIC)
                            || flags.contains(Modifier.PROTECTED)
                            || isOfInterface() && !flags.contains(Modifier.PRIVATE);
                }

                private boolean isOfInterface() {
                    TreePath parent = getCurrentPath().getParentPath();
                    return parent != null && parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
                }

                private void note() {
                    DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
                    if (comment != null && !comment.getFirstSentence().isEmpty()) {
                        sentences.add(name + ": "
                                + comment.getFirstSentence().stream()
                                        .map(DocTree::toString)
                                        .collect(Collectors.joining()));
                    }
                }
            }.scan(unit, null);
        }
        return sentences;
    }
}
