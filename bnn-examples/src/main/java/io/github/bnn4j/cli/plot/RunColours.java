package io.github.bnn4j.cli.plot;

import java.awt.Color;

/**
 * Runs are told apart by these colours. They are some of those by Okabe and Ito, who chose them to be told apart by the
 * colour-blind; without the yellow, too pale on white. Of Okabe and Ito, who chose them to be told apart by the colour-blind;
 * without the yellow, too pale on white.
 */
final class RunColours {

    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0x56B4E9),
        new Color(0xE69F00),
        new Color(0x000000)
    };

    private RunColours() {}

    /** Returns the colour of the run with this index, and of others if there are more runs than colours. */
    static Color of(int run) {
        return COLOURS[run % COLOURS.length];
    }
}
