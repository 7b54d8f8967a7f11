using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Writes the pieces of a column chunk: numbers as LEB128, byte strings by length, streams compressed where that gains.</summary>
sealed class ChunkWriter
{
    /// <summary>Below so many bytes a zstd frame costs more than it saves.</summary>
    const int MinCompressed = 48;

    /// <summary>That of compaction or higher.</summary>
    const int ThoroughLevel = 10;

    /// <summary>In place of the length of a zstd frame, which is longer.</summary>
    public const byte EntropyCoded = 1;

    /// <summary>zstd is read faster: it is taken where it needs little more.</summary>
    const double EntropyShare = 0.98;

    readonly ArrayBufferWriter<byte> _buffer = new(4096);
    readonly int _level;
    ChunkWriter? _nested;
    EncoderScratch? _scratch;

    /// <param name="level">zstd's level of every stream.</param>
    public ChunkWriter(int level) => _level = level;

    /// <summary>Encodings that are dear to find are tried: what is written stays for long.</summary>
    public bool IsThorough => _level >= ThoroughLevel;

    /// <summary>For the encoder that writes here.</summary>
    public EncoderScratch Scratch => _scratch ??= new EncoderScratch();

    /// <summary>Is told the texts that are encoded here, if anybody. Nobody is told those of columns inside a column: they are parts of its own.</summary>
    public ITextObserver? Texts { get; set; }

    public int Length => _buffer.WrittenCount;

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>A cleared writer for a part whose length stands before it.</summary>
    public ChunkWriter Nested()
    {
        _nested ??= new ChunkWriter(_level);
        _nested.Clear();
        return _nested;
    }

    public void Clear() => _buffer.ResetWrittenCount();

    public void WriteByte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void WriteNumber(long value) => WriteUnsigned((ulong)((value << 1) ^ (value >> 63)));

    public void WriteUnsigned(ulong value)
    {
        var span = _buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _buffer.Advance(length);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteUnsigned((ulong)bytes.Length);
        _buffer.Write(bytes);
    }

    /// <summary>Bytes as they are.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>Length, then 0 and the bytes, or the compressed length and a zstd frame.</summary>
    public void WriteStream(ReadOnlySpan<byte> bytes)
    {
        WriteUnsigned((ulong)bytes.Length);
        if (bytes.Length >= MinCompressed && TryCompress(bytes)) return;
        WriteByte(0);
        _buffer.Write(bytes);
    }

    /// <summary>As <see cref="WriteStream"/>, for bytes that mostly follow no order: then 1, and length and code of <see cref="EntropyCode"/>, where that gains.</summary>
    public void WritePlane(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[256];
        EntropyCode.Count(bytes, counts);
        WriteUnsigned((ulong)bytes.Length);
        if (bytes.Length < MinCompressed)
        {
            WriteByte(0);
            _buffer.Write(bytes);
            return;
        }

        var stream = Nested();
        if (!stream.TryCompress(bytes))
        {
            stream.WriteByte(0);
            stream.Append(bytes);
        }

        if (EntropyCode.EstimatedLength(counts, bytes.Length) < stream.Length * EntropyShare)
        {
            stream.Clear();
            EntropyCode.Encode(bytes, counts, stream._buffer);
            WriteByte(EntropyCoded);
            WriteUnsigned((ulong)stream.Length);
        }

        _buffer.Write(stream.Written);
    }

    bool TryCompress(ReadOnlySpan<byte> bytes)
    {
        var room = ArrayPool<byte>.Shared.Rent(Zstd.MaxCompressedLength(bytes.Length));
        try
        {
            var length = Zstd.Compress(bytes, room, _level);
            if (length + 2 >= bytes.Length) return false;
            WriteUnsigned((ulong)length);
            _buffer.Write(room.AsSpan(0, length));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
