using System;
using System.Buffers;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Ingest.Http;

/// <summary>How reading a body ended.</summary>
enum BodyEnd
{
    Complete,

    /// <summary>More than <see cref="PostedBody.MaxBytes"/>, maybe only after decompression.</summary>
    TooLarge,

    /// <summary>Too many posts are being read at once.</summary>
    NoBudget,

    /// <summary>It says gzip and is not.</summary>
    NotGzip,
}

/// <summary>The body of one post in a pooled buffer, which is given back by disposing; the budget too.</summary>
sealed class PostedBody(PostBudget budget) : IDisposable
{
    /// <summary>Largest body, compressed or not: 16 MiB.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Taken before anything has come; from there on a sender holds at most twice what it has sent.</summary>
    const int FirstBytes = 256 * 1024;

    byte[] _buffer = [];
    int _length;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <param name="body">The body as it comes.</param>
    /// <param name="gzip">Whether it is compressed.</param>
    /// <param name="contentLength">As announced, or null.</param>
    /// <param name="cancellationToken">The client went away.</param>
    public async ValueTask<BodyEnd> ReadAsync(Stream body, bool gzip, long? contentLength, CancellationToken cancellationToken)
    {
        if (contentLength > MaxBytes) return BodyEnd.TooLarge;
        if (!gzip) return await ReadAsync(body, (int)Math.Min(contentLength ?? FirstBytes, FirstBytes), cancellationToken);
        try
        {
            await using var inflated = new GZipStream(body, CompressionMode.Decompress, leaveOpen: true);
            return await ReadAsync(inflated, FirstBytes, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return BodyEnd.NotGzip;
        }
    }

    async ValueTask<BodyEnd> ReadAsync(Stream body, int expected, CancellationToken cancellationToken)
    {
        // One byte more than expected, so that the end is seen without growing.
        if (!TryGrow(expected + 1)) return BodyEnd.NoBudget;
        while (true)
        {
            var read = await body.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0) return BodyEnd.Complete;
            _length += read;
            if (_length > MaxBytes) return BodyEnd.TooLarge;
            if (_length == _buffer.Length && !TryGrow(Math.Min(_length * 2, MaxBytes + 1))) return BodyEnd.NoBudget;
        }
    }

    bool TryGrow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes);
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        Bytes.CopyTo(larger);
        Release();
        _buffer = larger;
        return true;
    }

    public void Dispose()
    {
        Release();
        _buffer = [];
        _length = 0;
    }

    void Release()
    {
        if (_buffer.Length == 0) return;
        budget.GiveBack(_buffer.Length);
        ArrayPool<byte>.Shared.Return(_buffer);
    }
}
