package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.codec.SampleGraphs;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Windows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code inspect} shows of networks that are no chains. */
class InspectGraphTest {

    private static final Pattern ARROW = Pattern.compile("  v(\\d+) -> v(\\d+);");
    private static final Pattern BOX = Pattern.compile("  v(\\d+) \\[label=\"[^\"]+\", (style|penwidth)=\\w+];");

    @TempDir
    Path directory;

    private Path saved(PackedContent content) throws IOException {
        Path file = directory.resolve("graph.bnn");
        new PackedNetwork(content).save(file);
        return file;
    }

    @Test
    void eachLayerTellsWhatItTakes() throws IOException {
        List<String> out = Cli.run("inspect", saved(SampleGraphs.onShortcuts())).out();

        assertThat(out)
                .anyMatch(line -> line.matches(" *0  ChannelsLast .* from the input"))
                .anyMatch(line -> line.matches(" *3  BinaryConvolution .* from 2; scale and offset"))
                .anyMatch(line -> line.matches(" *5  Add .* from 4, 1"))
                .anyMatch(line -> line.matches(" *8  Concatenate .* from 6, 7, 6"));
    }

    @Test
    void whatIsKnownComesFirst() throws IOException {
        List<String> out = Cli.run("inspect", saved(SampleGraphs.onShortcuts())).out();
        List<String> ofClasses =
                Cli.run("inspect", saved(SampleGraphs.onTwoClasses())).out();
        List<String> ofChannels =
                Cli.run("inspect", saved(SampleGraphs.onScaledChannels())).out();

        assertThat(out).contains("library BNN4J", "recipe  {\"epochs\": 3}");
        assertThat(ofClasses).contains("labels  no, yes", "class   1 from a score of 0.5 on, else 0");
        assertThat(ofChannels.get(0)).isEqualTo("input   2x2x3 BYTES, real = 2 scales * value + as many offsets");
    }

    /** Floats of 12 channels and those of which they are made: of 4 channels twice, of 4 x 4 pixels. */
    @Test
    void thePeakOfMemoryIsShown() throws IOException {
        List<String> out = Cli.run("inspect", saved(SampleGraphs.onShortcuts())).out();

        assertThat(out).contains("an example needs at most 1,280 bytes at a time");
    }

    @Test
    void columnsStayBelowTheirTitlesHoweverWideTheyAre() throws IOException {
        PackedContent.Builder wide = PackedContent.builder(InputEncoding.signs(1 << 24));
        int joined = wide.add(new Concatenate(ValueType.SIGNS, 1 << 22, 4, 4), 0, 0);
        int pooled = wide.add(new MaxPooling(8, Windows.tiles(1 << 11, 1 << 11, 1 << 10), new long[1]), joined);
        wide.add(new SignsToFloats(1, -1, 32), pooled);

        List<String> out = Cli.run("inspect", saved(wide.build())).out();

        int title = out.indexOf(out.stream()
                .filter(line -> line.contains("after the weights"))
                .findFirst()
                .orElseThrow());
        int column = out.get(title).indexOf("after the weights");
        int sizes = out.get(title).indexOf("in -> out");
        assertThat(out.subList(title + 1, title + 4)).allSatisfy(line -> {
            assertThat(line.substring(column)).startsWith("from ");
            assertThat(line.charAt(column - 1)).isEqualTo(' ');
            assertThat(line.substring(sizes)).matches("\\d.* -> .*");
            assertThat(line.charAt(sizes - 1)).isEqualTo(' ');
        });
        assertThat(out).anyMatch(line -> line.contains("8x2048x2048 S -> 8x2x2 S"));
    }

    @Test
    void dotIsAGraphWithABoxForEachValueAndAnArrowForEachUse() throws IOException {
        PackedContent content = SampleGraphs.onShortcuts();

        Cli run = Cli.run("inspect", "--dot", saved(content));

        List<String> out = run.out();
        assertThat(run.exitCode()).isZero();
        assertThat(out.get(0)).isEqualTo("digraph network {");
        assertThat(run.lastLine()).isEqualTo("}");
        assertThat(out.subList(1, out.size() - 1))
                .allMatch(line -> line.startsWith("  node [")
                        || BOX.matcher(line).matches()
                        || ARROW.matcher(line).matches());
        assertThat(out.stream().filter(line -> BOX.matcher(line).matches()))
                .hasSize(content.layers().size() + 1);
        List<List<Integer>> sources = content.wiring().sources();
        List<String> arrows = out.stream()
                .map(ARROW::matcher)
                .filter(Matcher::matches)
                .map(arrow -> arrow.group(1) + " to " + arrow.group(2))
                .toList();
        assertThat(arrows)
                .hasSize(sources.stream().mapToInt(List::size).sum())
                .contains("0 to 1", "5 to 6", "2 to 6", "7 to 9", "8 to 9")
                .filteredOn("7 to 9"::equals)
                .hasSize(2);
    }
}
