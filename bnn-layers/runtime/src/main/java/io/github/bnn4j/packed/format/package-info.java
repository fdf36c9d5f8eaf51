/**
 * The {@code .bnn} file, versions 1 and 2. All numbers are little-endian; u8, u16, u32 are unsigned, i32 signed, f32 and f64
 * IEEE 754. A file is shorter than 2^31 bytes. Whatever does not follow this page is refused with a {@link
 * io.github.bnn4j.packed.format.PackedFormatException}, before memory is allocated for it.
 *
 * <p>Version 1 is a chain of layers of the types 1 to 13. In version 2, layers name the values that they take, and have ten
 * more types; the input may have more than one scale, a single output a threshold, and texts tell what else is known of the
 * network. A network that version 1 can hold is written as version 1, so that older programs read it, and byte by byte as ever;
 * any other as version 2. Readers take both, and in version 2 a network that version 1 could hold, too.
 *
 * <p>Reading takes time and memory in proportion to the length of the file, whatever sizes it announces: at most 64 bytes are
 * allocated for each byte of it, and a quarter of a megabyte. Mostly it is three or four.
 *
 * <p>Version 1:
 *
 * <pre>
 * offset  type     what
 *      0  8 bytes  89 42 4E 4E 34 4A 0D 0A: \x89 B N N 4 J CR LF
 *      8  u16      version, 1
 *     10  u16      0
 *     12  u32      length of the file in bytes, from the first byte to the end of the checksum
 *     16  u8       value type of the input: 0 bytes, 1 floats, 2 signs
 *     17  u8 x 3   0
 *     20  u32      channels      at least 1 each, at most 2^28 - 1 values in all
 *     24  u32      height
 *     28  u32      width
 *     32  f64      scale         finite, not 0; real = scale * byte + offset
 *     40  f64      offset        finite
 *     48  u32      count of labels, 0 or that of outputs
 *     52  u32      count of layers, at least 1
 *     56           labels, each: u16 length in bytes, then UTF-8
 *                  layers, each: u8 type, 3 bytes 0, u32 length of what follows in bytes, then as below
 *      -  u32      CRC-32 (as in zip and PNG) of all bytes before it
 * </pre>
 *
 * <p>Version 2:
 *
 * <pre>
 * offset  type     what
 *      0  8 bytes  89 42 4E 4E 34 4A 0D 0A, as above
 *      8  u16      version, 2
 *     10  u16      0
 *     12  u32      length of the file in bytes, as above
 *     16  u8       value type of the input: 0 bytes, 1 floats, 2 signs
 *     17  u8       1 if there is a threshold, else 0
 *     18  u16      0
 *     20  u32      channels      at least 1 each, at most 2^28 - 1 values in all
 *     24  u32      height
 *     28  u32      width
 *     32  u32      S, count of scales: 1 for all values, or one for each channel, or one for each value in the order of the
 *                  example
 *     36  u32      count of labels: 0 or that of outputs, or 2 if there is a threshold
 *     40  u32      M, count of texts
 *     44  u32      L, count of layers, at least 1
 *     48  f64      threshold, finite: class 1 from this score on, else 0; for a single output. 64 bits 0 if there is none
 *     56  f64 x S  scale         finite, not 0; real = scale * byte + offset
 *      -  f64 x S  offset        finite
 *      -           labels, each: u16 length in bytes, then UTF-8
 *                  M texts, each: u16 length in bytes, then the key in UTF-8, which no other has; u32 length in bytes, at most
 *                      2^20, then what belongs to it in UTF-8
 *                  L layers, each: u8 type, u8 0, u16 count of values that it takes, u32 length of what follows them in bytes,
 *                      u32 x count numbers of these values, then as below
 *      -  u32      CRC-32 of all bytes before it
 * </pre>
 *
 * <p>Value 0 is the example, value i what the layer with index i - 1 gives, from index 0. The layer with index i takes values up
 * to i, as many as its type needs, of its value type and of the width that it has for each of them. It may take one several
 * times, and several layers may take the same. Each value but the last is taken. A value is kept until the last layer that
 * takes it is done; those of one example that are there at the same time are at most 2^30 values: before a layer, all that it
 * or a later one takes, and what it gives.
 *
 * <p>Of keys, some have a meaning: {@code library}, name and version of what wrote the file; {@code data}, the digest of what
 * the network was trained on; {@code recipe}, how; {@code normalizer}, what was done with the data first. No text changes what
 * the network computes.
 *
 * <p>Layers. In version 1, each takes what the one before gives, of its value type and width; the last gives floats. N is
 * outputs, K inputs, and {@code words(x)} is x / 64 rounded up. Signs are bits, 1 for +1; sign i is bit {@code i % 64} of u64
 * {@code i / 64}; bits that stand for nothing are 0.
 *
 * <pre>
 * type 1, binary dense on bytes or signs
 *      u8       value type of the input, 0 bytes or 2 signs
 *      u8       what follows the weights: 0 thresholds, 1 scores
 *      u16      0
 *      u32, u32 K, N
 *      u64 x N * words(K)   weights, a row for each output
 *      thresholds: output is +1 if its mismatches are at most the limit; see {@link io.github.bnn4j.packed.layer.Thresholds}
 *          i32 x N          limits, from -1 to K on signs and 255 K on bytes
 *          u64 x words(N)   flips
 *      scores: scale * sum + offset
 *          f64 x N          scale, finite
 *          f64 x N          offset, finite
 * type 2, binary dense on floats
 *      u32, u32 K, N
 *      u64 x N * words(K)   weights, a row for each output
 *      f64 x N              scale, finite
 *      f64 x N              offset, finite
 * type 3, dense
 *      u32, u32 K, N
 *      f32 x K * N          weights, those of an input together, finite
 *      f32 x N              bias, finite
 * type 4, scale and offset of floats
 *      u32      N
 *      f64 x N  scale, finite
 *      f64 x N  offset, finite
 * type 5, activation function of floats
 *      u8       0 relu, 1 leaky relu, 2 elu, 3 tanh, 4 hard tanh, 5 sigmoid, 6 hard sigmoid, 7 softplus, 8 softsign,
 *               9 swish, 10 softmax
 *      u8 x 3   0
 *      u32      N
 *      f64      parameter, finite
 * type 6, sign of floats
 *      u32      N
 * type 7, bytes to floats
 *      u32      N
 *      f64, f64 scale, offset, finite
 * type 8, signs to floats
 *      u32      N
 *      f32, f32 what +1 and -1 stand for, finite
 * </pre>
 *
 * <p>Layers on images, of C channels, H rows and W columns; C * H * W is at most 2^28 - 1. Values are in the order rows,
 * columns, channels, the latter next to one another; type 9 gives them that order. Where a layer on images takes what another
 * one gives, or the input, if that has more than one channel or row, the sizes are the same.
 *
 * <p>A window of T taps is twelve numbers, six for rows, then six for columns: u32 input, u32 output, u32 taps, u32 stride,
 * u32 padding, u32 dilation; see {@link io.github.bnn4j.packed.layer.Axis} for what they mean and their ranges. T is the
 * product of both counts of taps; of a binary convolution, T times C, or T times C / 32 rounded up if its input is signs, is at
 * most 2^20. Border classes and their order are those of {@link
 * io.github.bnn4j.packed.layer.Window#classes()}.
 *
 * <pre>
 * type 9, channels first to channels last
 *      u8       value type, as of the input
 *      u8 x 3   0
 *      u32 x 3  C, H, W
 * type 10, binary convolution on bytes or signs
 *      u8       value type of the input, 0 bytes or 2 signs
 *      u8       what follows the weights: 0 thresholds, 1 scores
 *      u8       taps on padding: 0 for the byte 0 or signs -1, 1 for signs +1
 *      u8       0
 *      u32, u32 C, N
 *      u32      classes: 1, or as many as the window has
 *      u32 x 12 window
 *      u64 x N * words(T * C)   weights, a row for each output: tap after tap, channels of a tap together
 *      thresholds: output is +1 if its mismatches are at most the limit
 *          i32 x classes * N    limits, those of a class together, from -1 to T * C on signs and 255 T * C on bytes
 *          u64 x words(N)       flips
 *      scores: scale * sum + offset
 *          f64 x N              scale, finite
 *          f64 x classes * N    offset, those of a class together, finite
 * type 11, binary convolution on floats
 *      u32, u32 C, N
 *      u32 x 12 window
 *      f32      what taps on padding hold, finite
 *      u64 x N * words(T * C)   weights, as above
 *      f64 x N  scale, finite
 *      f64 x N  offset, finite
 * type 12, maximum of signs
 *      u32      C
 *      u32 x 12 window, of which each output looks at an input
 *      u64 x words(C)   1 for channels of which the minimum is taken
 * type 13, mean over all pixels of floats, channel by channel
 *      u32 x 3  C, H, W
 *      f64 x C  scale, finite
 *      f64 x C  offset, finite
 * </pre>
 *
 * <p>Layers of version 2 only. Those on features have F of them for each of P pixels, which follow one another; of a vector, P
 * is 1. F * P is at most 2^28 - 1.
 *
 * <pre>
 * type 14, sum of floats
 *      u32      count of sources, at least 2
 *      u32      N, the width of each of them
 * type 15, product of floats
 *      u32      count of sources, at least 2
 *      u32      N, the width of each of them
 * type 16, sources side by side
 *      u8       value type of all of them
 *      u8 x 3   0
 *      u32      P
 *      u32      count of sources, at least 2
 *      u32 x count          features of a pixel of each source, at least 1; of the result, F is their sum
 * type 17, convolution of floats, with zeros on padding
 *      u32, u32 C, N
 *      u32      G, groups, of which C and N are multiples
 *      u32 x 12 window
 *      f32 x T * C / G * N  weights, finite: tap after tap; of a tap, those of a group's channels one after the other; of
 *                           a channel, one for each output, those of the first group first
 *      f32 x N              bias, finite
 * type 18, convolution of each channel of floats by itself, with zeros on padding
 *      u32      C
 *      u32 x 12 window
 *      f32 x T * C          weights, finite: tap after tap, channels of a tap together
 *      f32 x C              bias, finite
 * type 19, maximum of floats, of which padding is none
 *      u32      C
 *      u32 x 12 window, of which each output looks at an input
 * type 20, mean of floats
 *      u8       1 if it is divided by T, else 0: by the taps that are not on padding
 *      u8 x 3   0
 *      u32      C
 *      u32 x 12 window, of which each output looks at an input
 * type 21, rectification: z = x + before; y = after + (z, or slope * z where z is negative)
 *      u32, u32 F, P
 *      f32 x F  before, finite
 *      f32 x F  slope, finite
 *      f32 x F  after, finite
 * type 22, scale and offset of the features of several pixels
 *      u32, u32 F, P        P at least 2; type 4 is for one
 *      f64 x F  scale, finite
 *      f64 x F  offset, finite
 * type 23, comparison of floats: +1 if x >= threshold, or where inverted if x &lt;= threshold, else -1
 *      u32, u32 F, P
 *      f32 x F              thresholds, not NaN
 *      u64 x words(F)       1 for features that are inverted
 * </pre>
 *
 * <p>The version tells how to read the header and the frames of layers, which types 9 to 13, added later, have left as they
 * were: older files are read as ever, and an older program refuses a newer file by its version, or by the number of the type
 * that it does not know.
 */
package io.github.bnn4j.packed.format;
