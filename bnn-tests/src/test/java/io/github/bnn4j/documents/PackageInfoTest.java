package io.github.bnn4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each package says what is in the room, and with which class a reader begins. */
class PackageInfoTest {

    /** A class is named with its capital letter, by a link or, if it is not public, as code. */
    private static final Pattern NAMES_A_CLASS =
            Pattern.compile("\\{@(?:link|code)\\s(?:\\s*\\*\\s*)?(?:[a-z]\\w*\\.)*[A-Z]\\w+");

    private static final List<Path> MODULES = List.of(Path.of("../bnn-layers"), Path.of("../bnn-examples"));

    static Stream<Path> packages() throws IOException {
        Stream<Path> all = Stream.empty();
        for (Path module : MODULES) {
            try (Stream<Path> files = Files.walk(module)) {
                all = Stream.concat(all, files.filter(PackageInfoTest::isClass).toList().stream());
            }
        }
        return all.map(Path::getParent).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void saysWhereToBegin(Path directory) throws IOException {
        Path info = directory.resolve("package-info.java");

        assertThat(info).exists();
        assertThat(Files.readString(info)).startsWith("/**").containsPattern(NAMES_A_CLASS);
    }

    private static boolean isClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java")
                && !name.endsWith("-info.java")
                && file.toString().replace('\\', '/').contains("/src/main/java/");
    }
}
