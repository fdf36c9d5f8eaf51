package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import java.io.IOException;

/** Reads and writes what binary layers make of their sums. */
final class StageCodec {

    private static final int THRESHOLDS = 0;
    private static final int SCORES = 1;

    private StageCodec() {}

    static int number(OutputStage stage) {
        return stage instanceof Thresholds ? THRESHOLDS : SCORES;
    }

    static void write(OutputStage stage, LittleEndian out) throws IOException {
        if (stage instanceof Thresholds thresholds) {
            out.ints(thresholds.limits());
            out.longs(thresholds.flips());
        } else if (stage instanceof Scores scores) {
            out.doubles(scores.scale());
            out.doubles(scores.offset());
        }
    }

    /**
     * @param classes border classes, 1 if all pixels are treated alike
     */
    static OutputStage read(int number, int outputs, int classes, Source in) throws PackedFormatException {
        long all = (long) outputs * classes;
        return switch (number) {
            case THRESHOLDS ->
                new Thresholds(outputs, in.ints(all, "limits"), in.longs(BitMatrix.wordsFor(outputs), "flips"));
            case SCORES -> new Scores(in.doubles(outputs, "scales"), in.doubles(all, "offsets"));
            default -> throw in.wrong("there is no kind of output " + number);
        };
    }
}
