package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.export.NormalizerEncoding;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.model.InvalidModelException;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** What the bytes of a packed network stand for: as was asked for, else as the model's normalizer has it, else -1 to 1. */
final class InputRange {

    private static final List<Double> BY_DEFAULT = List.of(-1.0, 1.0);

    /** Both scalings of the same model, one typed in decimals. */
    private static final double TOLERANCE = 1e-6;

    private final ValueType type;

    /** Null if none was asked for. */
    private final List<Double> asked;

    /**
     * @throws UsageError if it is no range
     */
    InputRange(ValueType type, List<Double> asked) throws UsageError {
        this.type = type;
        this.asked = asked;
        boolean isRange = asked == null
                || asked.size() == 2
                        && Double.isFinite(asked.get(1) - asked.get(0))
                        && !asked.get(0).equals(asked.get(1));
        if (!isRange) {
            throw new UsageError("--range needs two different numbers, such as -1,1, got " + text());
        }
    }

    /**
     * Returns the encoding of examples of this shape.
     *
     * @param model with or without a normalizer
     * @param out where it is said that what was asked for is not what the model has
     * @throws UserError if the model's normalizer cannot be packed, saying what to do
     */
    InputEncoding encoding(Path model, ModelReader reader, PrintStream out, int... sizes) throws UserError {
        Optional<InputEncoding> saved;
        try {
            Optional<DataNormalization> normalizer = reader.restoreNormalizer(model);
            saved = normalizer.isPresent()
                    ? Optional.of(NormalizerEncoding.of(normalizer.get(), sizes[0], sizes[1], sizes[2]))
                    : Optional.empty();
        } catch (InvalidModelException | NotPackableException e) {
            if (asked == null) {
                throw new UserError(
                        named(model, e) + "; or leave the normalizer out knowingly, with --range MIN,MAX", e);
            }
            out.println("The normalizer of " + model + " is left out, as --range " + text() + " asks");
            return encoding(asked, sizes);
        }
        if (asked != null) {
            InputEncoding encoding = encoding(asked, sizes);
            if (type != ValueType.SIGNS && saved.isPresent() && differ(encoding, saved.get())) {
                out.printf(
                        "--range %s is taken, though the normalizer of %s has %s%n", text(), model, range(saved.get()));
            }
            return encoding;
        }
        if (saved.isEmpty()) {
            return encoding(BY_DEFAULT, sizes);
        }
        if (type != ValueType.BYTES && !(saved.get().scale() == 1 && saved.get().offset() == 0)) {
            throw new UserError(("%s has a normalizer, of the range %s, but %s are taken as they are: give "
                            + "--range %s and normalize them yourself, or pack for BYTES")
                    .formatted(model, range(saved.get()), type, range(saved.get())));
        }
        return new InputEncoding(
                type,
                sizes[0],
                sizes[1],
                sizes[2],
                saved.get().scale(),
                saved.get().offset());
    }

    private static String named(Path model, Exception e) {
        return e instanceof InvalidModelException ? e.getMessage() : model + ": " + e.getMessage();
    }

    private InputEncoding encoding(List<Double> range, int... sizes) {
        double min = range.get(0);
        return type == ValueType.SIGNS
                ? new InputEncoding(type, sizes[0], sizes[1], sizes[2], 1, 0)
                : new InputEncoding(type, sizes[0], sizes[1], sizes[2], (range.get(1) - min) / 255, min);
    }

    private static boolean differ(InputEncoding encoding, InputEncoding other) {
        double tolerance = TOLERANCE * 255 * Math.abs(other.scale());
        return Math.abs(encoding.offset() - other.offset()) > tolerance
                || 255 * Math.abs(encoding.scale() - other.scale()) > tolerance;
    }

    private static String range(InputEncoding encoding) {
        return (float) encoding.offset() + "," + (float) (encoding.offset() + 255 * encoding.scale());
    }

    private String text() {
        return asked.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
