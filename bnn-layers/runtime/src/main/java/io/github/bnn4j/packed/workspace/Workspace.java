package io.github.bnn4j.packed.workspace;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Arrays that a thread takes and gives back while it is at work on a call. They stay for the next call: memory that is new has to be cleared
 * and, by the system, to be mapped, and it is never in the cache.
 *
 * <p>Layers take arrays by the static methods, and need not give them back: whoever calls them does so, with {@link #mark()} before and
 * {@link #releaseSince} after it. A thread that is at work on no call gets new arrays. What is to outlive a call, such as weights, must
 * not come from here.
 */
public final class Workspace {

    private static final ThreadLocal<Workspace> CURRENT = new ThreadLocal<>();

    /** In the place of the length of arrays within an array that has none. */
    private static final int NOT_NESTED = -1;

    /** In use, in the order in which they were taken. */
    private final List<Object> taken = new ArrayList<>();

    /** Given back during this call: the last one is the likeliest to be in the cache. */
    private final List<Object> released = new ArrayList<>();

    /** All arrays of this call. */
    private List<Object> ofThisCall = new ArrayList<>();

    /** Those of the call before, as far as this one has not taken them. */
    private List<Object> ofLastCall = new ArrayList<>();

    Workspace() {}

    /** Makes a workspace that of this thread, or none, and returns the one before. */
    static Workspace exchange(Workspace next) {
        Workspace before = CURRENT.get();
        CURRENT.set(next);
        return before;
    }

    /** Gives back everything. What the call had no use for is forgotten. */
    void endCall() {
        taken.clear();
        released.clear();
        ofLastCall.clear();
        List<Object> empty = ofLastCall;
        ofLastCall = ofThisCall;
        ofThisCall = empty;
    }

    /** Returns an array of this length, filled with anything. */
    public static float[] floats(int length) {
        return (float[]) taken(float[].class, length, float[]::new);
    }

    /** Returns an array of this length, filled with anything. */
    public static int[] ints(int length) {
        return (int[]) taken(int[].class, length, int[]::new);
    }

    /** Returns so many arrays of this length, filled with anything. */
    public static int[][] ints(int arrays, int length) {
        return (int[][]) taken(int[][].class, arrays, length, count -> new int[count][length]);
    }

    /** Returns so many arrays of this length, filled with anything. */
    public static float[][] floats(int arrays, int length) {
        return (float[][]) taken(float[][].class, arrays, length, count -> new float[count][length]);
    }

    /** Returns an array of this length, filled with anything. */
    public static byte[] bytes(int length) {
        return (byte[]) taken(byte[].class, length, byte[]::new);
    }

    /** Returns an array of this length, filled with anything. */
    public static double[] doubles(int length) {
        return (double[]) taken(double[].class, length, double[]::new);
    }

    /** Returns an array of this length, filled with anything. */
    public static long[] longs(int length) {
        return (long[]) taken(long[].class, length, long[]::new);
    }

    /** Returns an array of this length, filled with zeros. */
    public static int[] zeroInts(int length) {
        int[] array = ints(length);
        Arrays.fill(array, 0);
        return array;
    }

    /** Returns an array of this length, filled with zeros. */
    public static long[] zeroLongs(int length) {
        long[] array = longs(length);
        Arrays.fill(array, 0);
        return array;
    }

    private static Object taken(Class<?> type, int length, IntFunction<?> constructor) {
        return taken(type, length, NOT_NESTED, constructor);
    }

    private static Object taken(Class<?> type, int length, int nested, IntFunction<?> constructor) {
        Workspace current = CURRENT.get();
        return current == null ? constructor.apply(length) : current.take(type, length, nested, constructor);
    }

    private Object take(Class<?> type, int length, int nested, IntFunction<?> constructor) {
        Object array = removed(released, type, length, nested);
        if (array == null) {
            array = removed(ofLastCall, type, length, nested);
            array = array == null ? constructor.apply(length) : array;
            ofThisCall.add(array);
        }
        taken.add(array);
        return array;
    }

    private static Object removed(List<Object> arrays, Class<?> type, int length, int nested) {
        for (int i = arrays.size() - 1; i >= 0; i--) {
            Object array = arrays.get(i);
            if (array.getClass() == type && Array.getLength(array) == length && nestedLength(array) == nested) {
                Object last = arrays.remove(arrays.size() - 1);
                if (last != array) {
                    arrays.set(i, last);
                }
                return array;
            }
        }
        return null;
    }

    /** Returns the length of the arrays in an array. */
    private static int nestedLength(Object array) {
        return array instanceof Object[] arrays && arrays.length > 0 ? Array.getLength(arrays[0]) : NOT_NESTED;
    }

    /** Returns what {@link #releaseSince} takes. */
    public static int mark() {
        Workspace current = CURRENT.get();
        return current == null ? 0 : current.taken.size();
    }

    /**
     * Gives back what this thread has taken since.
     *
     * @param kept an array that stays in use; null for none
     */
    public static void releaseSince(int mark, Object kept) {
        Workspace current = CURRENT.get();
        if (current == null) {
            return;
        }
        boolean keeps = false;
        while (current.taken.size() > mark) {
            Object array = current.taken.remove(current.taken.size() - 1);
            if (array == kept) {
                keeps = true;
            } else {
                current.released.add(array);
            }
        }
        if (keeps) {
            current.taken.add(kept);
        }
    }

    /** Gives back an array, if this thread has taken it from here. */
    public static void release(Object array) {
        Workspace current = CURRENT.get();
        if (current == null) {
            return;
        }
        for (int i = current.taken.size() - 1; i >= 0; i--) {
            if (current.taken.get(i) == array) {
                current.taken.remove(i);
                current.released.add(array);
                return;
            }
        }
    }
}
