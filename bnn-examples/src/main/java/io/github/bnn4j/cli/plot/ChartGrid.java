package io.github.bnn4j.cli.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts of one size, side by side in one picture. */
final class ChartGrid {

    private ChartGrid() {}

    /**
     * @param charts of this width and height each
     * @param perRow charts in a row; a row that is not full is white at its end
     */
    static BufferedImage of(List<? extends Chart<?, ?>> charts, int perRow, int width, int height) {
        int rows = Math.max(1, (charts.size() + perRow - 1) / perRow);
        BufferedImage image = new BufferedImage(perRow * width, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < charts.size(); i++) {
            graphics.drawImage(
                    BitmapEncoder.getBufferedImage(charts.get(i)), i % perRow * width, i / perRow * height, null);
        }
        graphics.dispose();
        return image;
    }
}
