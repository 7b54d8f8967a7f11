using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace LogAggregator.Engine.Storage;

/// <summary>
/// The reference zstd library, linked statically into the published binary (decision 0001). A context belongs to one
/// thread at a time.
/// </summary>
static unsafe partial class Zstd
{
    const string Library = "libzstd";

    static nint _spareContext;

    /// <summary>Bytes that <see cref="Compress"/> may need at most.</summary>
    public static int MaxCompressedLength(int length) => checked((int)ZSTD_compressBound((nuint)length));

    /// <summary>Compresses into <paramref name="destination"/>, which has room for <see cref="MaxCompressedLength"/>.</summary>
    /// <returns>Bytes written.</returns>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> destination, int level)
    {
        fixed (byte* src = source)
        fixed (byte* dst = destination)
        {
            var context = TakeContext();
            var written = ZSTD_compressCCtx(context, dst, (nuint)destination.Length, src, (nuint)source.Length, level);
            GiveBackContext(context);
            if (ZSTD_isError(written) != 0) throw new InvalidOperationException($"zstd: {ErrorName(written)}");
            return (int)written;
        }
    }

    /// <summary>False where the frame is damaged or does not give exactly as many bytes as the destination has room for.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* src = source)
        fixed (byte* dst = destination)
        {
            var written = ZSTD_decompress(dst, (nuint)destination.Length, src, (nuint)source.Length);
            return ZSTD_isError(written) == 0 && (int)written == destination.Length;
        }
    }

    /// <summary>One context is kept: making one costs more than compressing a small stream.</summary>
    static nint TakeContext()
    {
        var spare = Interlocked.Exchange(ref _spareContext, 0);
        if (spare == 0) spare = ZSTD_createCCtx();
        return spare != 0 ? spare : throw new InsufficientMemoryException("zstd: there is no memory for a context");
    }

    static void GiveBackContext(nint context)
    {
        var other = Interlocked.Exchange(ref _spareContext, context);
        if (other != 0) _ = ZSTD_freeCCtx(other);
    }

    static string ErrorName(nuint code) => Marshal.PtrToStringUTF8((nint)ZSTD_getErrorName(code)) ?? "unknown error";

    [LibraryImport(Library)]
    private static partial nuint ZSTD_compressBound(nuint length);

    [LibraryImport(Library)]
    private static partial nint ZSTD_createCCtx();

    [LibraryImport(Library)]
    private static partial nuint ZSTD_freeCCtx(nint context);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_compressCCtx(nint context, byte* dst, nuint dstCapacity, byte* src, nuint srcSize, int level);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_decompress(byte* dst, nuint dstCapacity, byte* src, nuint compressedSize);

    [LibraryImport(Library)]
    private static partial uint ZSTD_isError(nuint code);

    [LibraryImport(Library)]
    private static partial byte* ZSTD_getErrorName(nuint code);
}
