package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Graphs of all that can be packed, at random, say to the bit what DL4J says. Their arithmetic is exact: see {@link ExactGraph}. */
class PackedExporterRandomGraphTest {

    private static final int EXAMPLES = 7;

    /** A failure tells the seed and the graph; {@code new ExactGraph(seed)} is that graph again. */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void scoresAreThoseOfDl4j(@ForAll long seed) throws IOException {
        ExactGraph drawn = new ExactGraph(seed);
        try {
            float[] x = drawn.examples(EXAMPLES);
            float[] expected = Elements.floats(drawn.network().outputSingle(drawn.features(x)));

            PackedNetwork packed = PackedExporter.export(drawn.network(), drawn.encoding(), List.of());

            assertSameBits(ComparedScores.of(savedAndLoaded(packed), x, EXAMPLES), expected);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + drawn, e);
        }
    }

    private static PackedNetwork savedAndLoaded(PackedNetwork network) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        network.write(file);
        return PackedNetwork.read(new ByteArrayInputStream(file.toByteArray()));
    }
}
