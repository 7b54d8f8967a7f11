using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Reads what <see cref="ChunkWriter"/> wrote. Damaged input ends in <see cref="CorruptBlockException"/>, never in anything else.</summary>
/// <param name="chunk">What is read.</param>
/// <param name="buffers">For what is decompressed.</param>
sealed class ChunkReader(ReadOnlyMemory<byte> chunk, ReadBuffers buffers)
{
    /// <summary>No stream of a block is longer: four times the longest block of lines.</summary>
    public const int MaxStreamBytes = 128 * 1024 * 1024;

    int _position;

    /// <summary>What it decompresses stays as long as anybody has it.</summary>
    public ChunkReader(ReadOnlyMemory<byte> chunk)
        : this(chunk, ReadBuffers.Kept)
    {
    }

    /// <summary>Where the next byte is read; one that was read from this may be set again.</summary>
    public int Position
    {
        get => _position;
        set => _position = value;
    }

    public int Remaining => chunk.Length - _position;

    public byte PeekByte() => _position < chunk.Length ? chunk.Span[_position] : throw new CorruptBlockException("a chunk ends early");

    public byte ReadByte()
    {
        if (_position == chunk.Length) throw new CorruptBlockException("a chunk ends early");
        return chunk.Span[_position++];
    }

    public long ReadNumber()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong ReadUnsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new CorruptBlockException("a number is too long");
    }

    /// <summary>A number from 0 to <paramref name="max"/>; none where that is negative.</summary>
    public int ReadCount(int max)
    {
        var value = ReadUnsigned();
        return max >= 0 && value <= (ulong)max ? (int)value : throw new CorruptBlockException($"a count is {value}, expected at most {max}");
    }

    /// <summary>Readers of parts share it.</summary>
    public ReadBuffers Buffers => buffers;

    /// <summary>All that is left.</summary>
    public ReadOnlyMemory<byte> ReadRest() => Take(Remaining);

    public ReadOnlyMemory<byte> ReadBytes() => Take(ReadCount(Remaining));

    public ReadOnlyMemory<byte> ReadStream()
    {
        var (length, coding, stored) = TakeStream();
        if (coding == Coding.None) return stored;
        var bytes = buffers.RentBytes(length);
        Decode(stored.Span, coding, bytes.Span);
        return bytes;
    }

    /// <summary>As <see cref="ReadStream()"/>, of so many bytes, for who keeps none of them.</summary>
    /// <param name="room">Of that length.</param>
    public ReadOnlySpan<byte> ReadStream(Span<byte> room)
    {
        var (length, coding, stored) = TakeStream();
        if (length != room.Length) throw new CorruptBlockException($"a stream of {length} bytes, expected {room.Length}");
        if (coding == Coding.None) return stored.Span;
        Decode(stored.Span, coding, room);
        return room;
    }

    /// <summary>Steps over what <see cref="ReadStream()"/> would read.</summary>
    public void SkipStream() => TakeStream();

    (int Length, Coding Coding, ReadOnlyMemory<byte> Stored) TakeStream()
    {
        var length = ReadCount(MaxStreamBytes);
        var compressed = ReadCount(Remaining);
        return compressed switch
        {
            0 => (length, Coding.None, Take(length)),
            ChunkWriter.EntropyCoded => (length, Coding.Entropy, Take(ReadCount(Remaining))),
            _ => (length, Coding.Zstd, Take(compressed)),
        };
    }

    static void Decode(ReadOnlySpan<byte> stored, Coding coding, Span<byte> room)
    {
        var isWhole = coding == Coding.Entropy ? EntropyCode.TryDecode(stored, room) : Zstd.TryDecompress(stored, room);
        if (!isWhole) throw new CorruptBlockException("a stream does not decompress");
    }

    ReadOnlyMemory<byte> Take(int length)
    {
        if (length > Remaining) throw new CorruptBlockException($"{length} bytes expected, {Remaining} are left");
        _position += length;
        return chunk.Slice(_position - length, length);
    }

    enum Coding
    {
        None,
        Entropy,
        Zstd,
    }
}
