package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.export.NormalizerEncoding;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.model.InvalidModelException;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Says what the values that a packed network takes stand for: of bytes as was asked for, else as the model's normalizer has it,
 * else -1 to 1. Floats are those before the normalizer, unless it is left out.
 */
final class InputRange {

    private static final List<Double> BY_DEFAULT = List.of(-1.0, 1.0);

    /** Two scalings that differ by less are of the same model, one typed in decimals. */
    private static final double TOLERANCE = 1e-6;

    private final ValueType type;

    /** It is null if none was asked for. */
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
     * Returns what examples of this shape are given as.
     *
     * @param model with or without a normalizer
     * @param out where it is said that what was asked for is not what the model has
     * @param sizes channels, height and width
     * @throws UserError if the model's normalizer cannot be packed, saying what to do
     */
    PackedInput input(Path model, ModelReader reader, PrintStream out, int... sizes) throws UserError {
        ImageShape shape = new ImageShape(sizes[0], sizes[1], sizes[2]);
        Optional<DataNormalization> normalizer;
        Optional<InputScale> saved;
        try {
            normalizer = reader.restoreNormalizer(model);
            saved = normalizer.map(found -> NormalizerEncoding.scaling(found, shape));
        } catch (InvalidModelException | NotPackableException e) {
            if (asked == null) {
                throw new UserError(
                        named(model, e) + "; or leave the normalizer out knowingly, with --range MIN,MAX", e);
            }
            out.println("The normalizer of " + model + " is left out, as --range " + text() + " asks");
            return withoutNormalizer(asked, shape);
        }
        if (asked != null) {
            PackedInput input = withoutNormalizer(asked, shape);
            if (type != ValueType.SIGNS
                    && saved.isPresent()
                    && differ(input.encoding().scaling(), saved.get())) {
                out.printf(
                        "--range %s is taken, though the normalizer of %s has %s%n", text(), model, range(saved.get()));
            }
            return input;
        }
        return saved.isEmpty()
                ? withoutNormalizer(BY_DEFAULT, shape)
                : withNormalizer(model, saved.get(), name(normalizer.get()), shape);
    }

    /** Returns the bytes that stand for what was asked for; there must be something that was. */
    InputEncoding bytes(ImageShape shape) {
        return withoutNormalizer(asked, shape).encoding();
    }

    private PackedInput withNormalizer(Path model, InputScale scaling, String name, ImageShape shape) throws UserError {
        Optional<String> text = Optional.of(name + ", " + range(scaling) + " for 0,255");
        return switch (type) {
            case BYTES -> new PackedInput(encoding(scaling, shape), Optional.empty(), text);
            case FLOATS -> new PackedInput(encoding(InputScale.of(1, 0), shape), Optional.of(scaling), text);
            case SIGNS -> {
                if (!scaling.equals(InputScale.of(1, 0))) {
                    throw new UserError(
                            ("%s has a normalizer, %s, but SIGNS are taken as they are: give --range MIN,MAX "
                                            + "to leave it out, or pack for BYTES or FLOATS")
                                    .formatted(model, text.get()));
                }
                yield withoutNormalizer(BY_DEFAULT, shape);
            }
        };
    }

    private static String name(DataNormalization normalizer) {
        return normalizer.getClass().getSimpleName();
    }

    private static String named(Path model, Exception e) {
        return e instanceof InvalidModelException ? e.getMessage() : model + ": " + e.getMessage();
    }

    private PackedInput withoutNormalizer(List<Double> range, ImageShape shape) {
        double min = range.get(0);
        InputScale scaling =
                type == ValueType.SIGNS ? InputScale.of(1, 0) : InputScale.of((range.get(1) - min) / 255, min);
        return new PackedInput(encoding(scaling, shape), Optional.empty(), Optional.empty());
    }

    private InputEncoding encoding(InputScale scaling, ImageShape shape) {
        return new InputEncoding(type, shape.channels(), shape.height(), shape.width(), scaling);
    }

    private static boolean differ(InputScale scaling, InputScale other) {
        double tolerance = TOLERANCE * 255 * Math.abs(other.scale(0));
        return other.count() > 1
                || Math.abs(scaling.offset(0) - other.offset(0)) > tolerance
                || 255 * Math.abs(scaling.scale(0) - other.scale(0)) > tolerance;
    }

    /** Says what 0 and 255 become, or how many there are of that. */
    private static String range(InputScale scaling) {
        return scaling.count() > 1
                ? scaling.toString()
                : (float) scaling.offset(0) + "," + (float) (scaling.offset(0) + 255 * scaling.scale(0));
    }

    private String text() {
        return asked.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
