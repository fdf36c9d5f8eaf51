package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.UsageError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Channels, height and width of images. */
final class ImageShape {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,8})x(\\d{1,8})x(\\d{1,8})");

    private ImageShape() {}

    /**
     * Returns what the option --shape has, or null if it is not given.
     *
     * @throws UsageError if it is not like {@code 1x28x28}
     */
    static int[] given(String option) throws UsageError {
        return option == null ? null : parse(option);
    }

    private static int[] parse(String text) throws UsageError {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new UsageError("--shape needs channels, height and width, such as 1x28x28, got " + text);
        }
        return new int[] {
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))
        };
    }

    /** Guesses grey and square if the count is a square number, else a plain vector. */
    static int[] guess(int values) {
        int side = (int) Math.round(Math.sqrt(values));
        return side * side == values ? new int[] {1, side, side} : new int[] {1, 1, values};
    }
}
