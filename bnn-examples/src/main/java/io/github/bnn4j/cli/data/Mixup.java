package io.github.bnn4j.cli.data;

import java.util.Random;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mixes each image of a mini-batch with another one of it, and their labels in the same shares (Zhang et al. 2018,
 * arXiv 1710.09412). Shares are drawn image by image from the Beta distribution with both parameters alpha.
 *
 * @param alpha in (0, 1]: 1 draws all shares alike, and the smaller it is, the more of an image is left
 */
public record Mixup(double alpha) implements BatchChange {

    /**
     * @throws IllegalArgumentException if alpha is not as said
     */
    public Mixup {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("The alpha of mixup must be in (0, 1], got " + alpha);
        }
    }

    @Override
    public void apply(DataSet batch, Random random) {
        int size = Math.toIntExact(batch.getFeatures().size(0));
        int[] partners = partners(size, random);
        float[] shares = new float[size];
        for (int i = 0; i < size; i++) {
            shares[i] = (float) share(random);
        }
        float[][] features = mixed(batch.getFeatures().toFloatMatrix(), partners, shares);
        float[][] labels = mixed(batch.getLabels().toFloatMatrix(), partners, shares);
        batch.setFeatures(Nd4j.createFromArray(features));
        batch.setLabels(Nd4j.createFromArray(labels));
    }

    /** In a random order. */
    private static int[] partners(int size, Random random) {
        int[] partners = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            partners[i] = partners[other];
            partners[other] = i;
        }
        return partners;
    }

    /** By Joehnk's method (1964), in logarithms: powers of a small alpha's inverse would all be 0. */
    private double share(Random random) {
        while (true) {
            double x = Math.log(1 - random.nextDouble()) / alpha;
            double y = Math.log(1 - random.nextDouble()) / alpha;
            if (Math.exp(x) + Math.exp(y) <= 1) {
                return 1 / (1 + Math.exp(y - x));
            }
        }
    }

    private static float[][] mixed(float[][] rows, int[] partners, float[] shares) {
        float[][] mixed = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            float[] other = rows[partners[i]];
            float[] row = new float[other.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = shares[i] * rows[i][j] + (1 - shares[i]) * other[j];
            }
            mixed[i] = row;
        }
        return mixed;
    }
}
