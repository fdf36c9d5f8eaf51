package io.github.bnn4j.cli.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Words above a picture that has none of its own. */
final class Caption {

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final int MARGIN = 6;

    /** A line has at least so many pixels: a picture that is narrower gets white beside it. */
    private static final int LEAST_WIDTH = 400;

    private Caption() {}

    /**
     * @param picture not modified
     * @param text broken into lines between its words
     * @return the text, black on white, and the picture below it, pixel by pixel as it was
     */
    static BufferedImage above(BufferedImage picture, String text) {
        int width = Math.max(LEAST_WIDTH, picture.getWidth());
        List<String> lines = lines(text, metrics(picture), width - 2 * MARGIN);
        int lineHeight = metrics(picture).getHeight();
        int captionHeight = lines.size() * lineHeight + 2 * MARGIN;
        BufferedImage all = new BufferedImage(width, captionHeight + picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(FONT);
        graphics.setColor(Color.BLACK);
        int baseline = MARGIN + graphics.getFontMetrics().getAscent();
        for (String line : lines) {
            graphics.drawString(line, MARGIN, baseline);
            baseline += lineHeight;
        }
        graphics.drawImage(picture, 0, captionHeight, null);
        graphics.dispose();
        return all;
    }

    private static FontMetrics metrics(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        try {
            return graphics.getFontMetrics(FONT);
        } finally {
            graphics.dispose();
        }
    }

    private static List<String> lines(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && metrics.stringWidth(longer) > width) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
