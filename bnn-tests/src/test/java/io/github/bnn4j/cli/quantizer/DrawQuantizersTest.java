package io.github.bnn4j.cli.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawQuantizersTest {

    private static final Path GUIDE = Path.of("../docs/quantizers.md");
    private static final Path ROOM = Path.of("../bnn-layers/src/main/java/io/github/bnn4j/quantizer");
    private static final Path PICTURES = ROOM.resolve("doc-files");

    /** The examples have one of their own, which is not the library's. */
    @Test
    void eachQuantizerIsDrawn() {
        Set<Class<?>> library = Quantizers.all().stream()
                .map(Object::getClass)
                .filter(type -> type.getPackage().equals(Quantizer.class.getPackage()))
                .collect(Collectors.toSet());

        assertThat(library).hasSizeGreaterThanOrEqualTo(7);
        assertThat(DrawQuantizers.quantizers().values().stream().<Class<?>>map(Object::getClass))
                .containsAll(library);
    }

    /** Letters are not the same on all machines, so the files' bytes are not compared. */
    @Test
    void thePicturesAreThoseThatItWrites(@TempDir Path directory) throws IOException {
        DrawQuantizers.drawAll(directory);

        assertThat(names(directory)).isEqualTo(names(PICTURES));
        for (String name : names(directory)) {
            assertThat(ImageIO.read(directory.resolve(name).toFile()).getHeight())
                    .as(name)
                    .isEqualTo(ImageIO.read(PICTURES.resolve(name).toFile()).getHeight());
        }
    }

    @Test
    void theGuideShowsEachPicture() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(DrawQuantizers.quantizers().keySet())
                .allSatisfy(name -> assertThat(guide).contains("quantizer/doc-files/" + name + ".png)"));
    }

    @Test
    void theJavadocOfEachQuantizerShowsItsPicture() {
        assertThat(DrawQuantizers.quantizers().values()).allSatisfy(quantizer -> {
            String name = quantizer.getClass().getSimpleName();
            assertThat(ROOM.resolve(name + ".java")).content().contains("<img src=\"doc-files/" + name + ".png\" alt=");
        });
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
