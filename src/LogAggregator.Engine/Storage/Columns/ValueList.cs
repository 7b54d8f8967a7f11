using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Byte strings, one after another in one buffer. Spans it gives hold until the next change.</summary>
sealed class ValueList
{
    byte[] _bytes = new byte[256];
    int[] _ends = new int[16];

    public int Count { get; private set; }

    public int ByteLength { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, ByteLength);

    /// <summary>Where each value ends in <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, ByteLength);

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        Append(value);
        EndValue();
    }

    /// <param name="bytes">Values one after another.</param>
    /// <param name="ends">Where each of them ends.</param>
    public void AddAll(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends)
    {
        var start = ByteLength;
        Append(bytes);
        if (Count + ends.Length > _ends.Length) Array.Resize(ref _ends, Math.Max(_ends.Length * 2, Count + ends.Length));
        foreach (var end in ends) _ends[Count++] = start + end;
    }

    /// <summary>Adds to the value that <see cref="EndValue"/> ends.</summary>
    public void Append(ReadOnlySpan<byte> part)
    {
        if (ByteLength + part.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, ByteLength + part.Length));
        part.CopyTo(_bytes.AsSpan(ByteLength));
        ByteLength += part.Length;
    }

    public void EndValue()
    {
        if (Count == _ends.Length) Array.Resize(ref _ends, _ends.Length * 2);
        _ends[Count++] = ByteLength;
    }

    public void Clear()
    {
        Count = 0;
        ByteLength = 0;
    }
}
