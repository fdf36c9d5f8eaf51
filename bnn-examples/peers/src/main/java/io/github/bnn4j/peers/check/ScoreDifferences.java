package io.github.bnn4j.peers.check;

/**
 * How far the scores of two programs for the same examples are apart.
 *
 * @param examples how many there are
 * @param sameClasses of how many the highest score is that of the same class
 * @param sameBits of how many all scores are equal
 * @param largest difference of two scores
 * @param greatest magnitude of a score
 */
record ScoreDifferences(int examples, int sameClasses, int sameBits, float largest, float greatest) {

    static final ScoreDifferences NONE = new ScoreDifferences(0, 0, 0, 0, 0);

    /** Returns these and those of some more examples, whose scores follow one another. */
    ScoreDifferences and(float[] scores, float[] others, int classes) {
        ScoreDifferences all = this;
        for (int from = 0; from < scores.length; from += classes) {
            all = all.andExample(scores, others, from, from + classes);
        }
        return all;
    }

    private ScoreDifferences andExample(float[] scores, float[] others, int from, int end) {
        float difference = 0;
        float magnitude = 0;
        for (int i = from; i < end; i++) {
            // Of two NaN, or of one, there is no difference that is small.
            difference = Math.max(difference, scores[i] == others[i] ? 0 : Math.abs(scores[i] - others[i]));
            magnitude = Math.max(magnitude, Math.abs(scores[i]));
        }
        return new ScoreDifferences(
                examples + 1,
                sameClasses + (highest(scores, from, end) == highest(others, from, end) ? 1 : 0),
                sameBits + (difference == 0 ? 1 : 0),
                Math.max(largest, difference),
                Math.max(greatest, magnitude));
    }

    private static int highest(float[] scores, int from, int end) {
        int best = from;
        for (int i = from; i < end; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
