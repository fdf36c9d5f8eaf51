package io.github.bnn4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What README and docs say of the project's own files. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final Pattern SNIPPET =
            Pattern.compile("```java\\n(        return new Neural.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final int FRONT_DOOR_BYTES = 8192;

    static Stream<Path> documents() throws IOException {
        List<Path> found = Stream.of(".github", "docs", "bnn-examples/results")
                .flatMap(directory -> list(ROOT.resolve(directory)))
                .filter(file -> file.toString().endsWith(".md"))
                .collect(Collectors.toList());
        found.add(ROOT.resolve("README.md"));
        return found.stream();
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void relativeLinksLeadSomewhere(Path document) throws IOException {
        List<String> broken = LINK.matcher(Files.readString(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("#"))
                .filter(link -> !Files.exists(document.resolveSibling(link.replaceAll("#.*", ""))))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.size(ROOT.resolve("README.md"))).isLessThanOrEqualTo(FRONT_DOOR_BYTES);
    }

    @Test
    void theReadmesNetworkIsThatOfTheExample() throws IOException {
        MatchResult snippet = SNIPPET.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(ROOT.resolve("bnn-examples/src/main/java/io/github/bnn4j/examples/MnistBnn.java")))
                .contains(snippet.group(1));
    }

    /** Lines may be broken and indented otherwise, as the guide's width is its own. */
    @ParameterizedTest
    @ValueSource(strings = {"article.md", "residual.md"})
    void whatAGuideQuotesIsInTheSources(String guide) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String module : List.of("bnn-layers", "bnn-examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    sources.add(onOneLine(Files.readString(file)));
                }
            }
        }

        List<String> quoted = CODE.matcher(Files.readString(ROOT.resolve("docs").resolve(guide)))
                .results()
                .map(code -> onOneLine(code.group(1)))
                .toList();

        assertThat(quoted).isNotEmpty().allSatisfy(code -> assertThat(sources)
                .anyMatch(source -> source.contains(code)));
    }

    private static String onOneLine(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
