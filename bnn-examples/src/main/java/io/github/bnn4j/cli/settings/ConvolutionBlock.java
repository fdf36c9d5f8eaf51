package io.github.bnn4j.cli.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution and, or not, max pooling after it.
 *
 * @param filters at least 1
 * @param size of the square kernels, at least 1
 * @param pooling height and width of what becomes one, with the same stride; 1 for no pooling
 */
public record ConvolutionBlock(int filters, int size, int pooling) {

    private static final Pattern CONVOLUTION = Pattern.compile("([1-9]\\d{0,4})C([1-9]\\d?)");
    private static final Pattern POOLING = Pattern.compile("P([1-9]\\d?)");

    /**
     * Reads the notation of the literature.
     *
     * @param blocks such as {@code 128C3-128C3-P2}: 128 filters of 3 x 3, twice, then pooling of 2 x 2; empty for none
     * @throws IllegalArgumentException if it is anything else
     */
    static List<ConvolutionBlock> parse(String blocks) {
        List<ConvolutionBlock> parsed = new ArrayList<>();
        for (String word : blocks.isEmpty() ? new String[0] : blocks.split("-", -1)) {
            Matcher convolution = CONVOLUTION.matcher(word);
            Matcher pooling = POOLING.matcher(word);
            if (convolution.matches()) {
                parsed.add(new ConvolutionBlock(number(convolution, 1), number(convolution, 2), 1));
            } else if (pooling.matches() && !parsed.isEmpty() && parsed.get(parsed.size() - 1).pooling == 1) {
                ConvolutionBlock before = parsed.remove(parsed.size() - 1);
                parsed.add(new ConvolutionBlock(before.filters, before.size, number(pooling, 1)));
            } else {
                throw new IllegalArgumentException(
                        "--convolutions must be like 128C3-128C3-P2: convolutions, each with pooling after it or not, got "
                                + blocks);
            }
        }
        return parsed;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    ConvolutionBlock withFilters(int count) {
        return new ConvolutionBlock(count, size, pooling);
    }

    /** Returns it as it is parsed. */
    @Override
    public String toString() {
        return filters + "C" + size + (pooling == 1 ? "" : "-P" + pooling);
    }
}
