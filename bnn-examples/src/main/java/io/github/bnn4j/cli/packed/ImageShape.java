package io.github.bnn4j.cli.packed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Channels, height and width of images. */
final class ImageShape {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,8})x(\\d{1,8})x(\\d{1,8})");

    private ImageShape() {}

    /**
     * @throws IllegalArgumentException if it is not like {@code 1x28x28}
     */
    static int[] parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--shape needs channels, height and width, such as 1x28x28, got " + text);
        }
        return new int[] {
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))
        };
    }

    /** Grey and square if the count is a square number, else a plain vector. */
    static int[] guess(int values) {
        int side = (int) Math.round(Math.sqrt(values));
        return side * side == values ? new int[] {1, side, side} : new int[] {1, 1, values};
    }
}
