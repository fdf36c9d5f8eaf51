package io.github.bnn4j.peers.check;

/**
 * Tells how far the scores of two programs for the same examples are apart.
 *
 * @param examples how many there are
 * @param sameClasses of how many the highest score is that of the same class
 * @param sameBits of how many all scores are equal
 * @param near of how many the class is the same, and all scores are within the tolerance
 * @param largest difference of two scores
 * @param greatest magnitude of a score
 */
record ScoreDifferences(int examples, int sameClasses, int sameBits, int near, float largest) {

    static final ScoreDifferences NONE = new ScoreDifferences(0, 0, 0, 0, 0);

    /**
     * Returns these and those of some more examples, whose scores follow one another.
     *
     * @param tolerance relative to the greatest score of an example
     */
    ScoreDifferences and(float[] scores, float[] others, int classes, double tolerance) {
        ScoreDifferences all = this;
        for (int from = 0; from < scores.length; from += classes) {
            all = all.andExample(scores, others, from, from + classes, tolerance);
        }
        return all;
    }

    private ScoreDifferences andExample(float[] scores, float[] others, int from, int end, double tolerance) {
        float difference = 0;
        float magnitude = 0;
        for (int i = from; i < end; i++) {
            // NaN is near to nothing.
            difference = Math.max(difference, scores[i] == others[i] ? 0 : Math.abs(scores[i] - others[i]));
            magnitude = Math.max(magnitude, Math.abs(scores[i]));
        }
        boolean same = highest(scores, from, end) == highest(others, from, end);
        return new ScoreDifferences(
                examples + 1,
                sameClasses + (same ? 1 : 0),
                sameBits + (difference == 0 ? 1 : 0),
                near + (same && difference <= tolerance * magnitude ? 1 : 0),
                Math.max(largest, difference));
    }

    private static int highest(float[] scores, int from, int end) {
        int best = from;
        for (int i = from; i < end; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
