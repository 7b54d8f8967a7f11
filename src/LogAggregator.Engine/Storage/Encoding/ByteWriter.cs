using System;
using System.Buffers.Binary;

namespace LogAggregator.Engine.Storage.Encoding;

/// <summary>
/// Bytes that grow. Numbers are little endian; <see cref="Varint"/> is LEB128, <see cref="Zigzag"/> the same of
/// 0, -1, 1, -2 … as 0, 1, 2, 3 …
/// </summary>
sealed class ByteWriter
{
    const int MaxVarintLength = 10;

    byte[] _bytes;

    public ByteWriter(int capacity = 4096) => _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Bytes that <see cref="Text"/> takes at most.</summary>
    public static long MaxLengthOf(string value) => MaxVarintLength + 3L * value.Length;

    /// <summary>Bytes written before, to be filled in later.</summary>
    public Span<byte> At(int offset, int length) => _bytes.AsSpan(0, Length).Slice(offset, length);

    public void Clear() => Length = 0;

    /// <summary>As <see cref="Clear()"/>, and gives back what a rare large content needed.</summary>
    public void Clear(int keepCapacity)
    {
        Length = 0;
        if (_bytes.Length > keepCapacity) _bytes = new byte[keepCapacity];
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    public void Varint(ulong value)
    {
        EnsureRoom(MaxVarintLength);
        var position = Length;
        while (value >= 0x80)
        {
            _bytes[position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[position++] = (byte)value;
        Length = position;
    }

    public void Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Length as <see cref="Varint"/>, then the bytes.</summary>
    public void Block(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        Bytes(value);
    }

    /// <summary>As <see cref="Block"/>, in UTF-8.</summary>
    public void Text(string value)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length);
        System.Text.Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    /// <summary>Room for so many bytes at the end, counted as written.</summary>
    public Span<byte> Reserve(int length)
    {
        EnsureRoom(length);
        var span = _bytes.AsSpan(Length, length);
        Length += length;
        return span;
    }

    /// <summary>Gives back the end of what was reserved.</summary>
    public void Shrink(int length) => Length = Math.Min(Length, length);

    void EnsureRoom(int length)
    {
        if (_bytes.Length - Length >= length) return;
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)Length + length, _bytes.Length * 2L)));
    }
}
