using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Byte strings, one after another in one buffer. Spans it gives hold until the next change. Most values are short: those are copied
/// and compared as one vector, whatever their length, for which the buffer is longer than its content (bench: ColumnValues).
/// </summary>
sealed class ValueList
{
    /// <summary>Bytes behind the content that may be read and written over.</summary>
    public const int Slack = 16;

    byte[] _bytes = new byte[256];
    int[] _ends = new int[16];

    public int Count { get; private set; }

    public int ByteLength { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, ByteLength);

    /// <summary>Where each value ends in <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, ByteLength);

    public ReadOnlyMemory<byte> MemoryOf(int index) => _bytes.AsMemory(StartOf(index), LengthOf(index));

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = StartOf(index);
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
    /// <param name="from">Where the first of them begins, counted as the ends are.</param>
    public void AddAll(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int from)
    {
        var start = ByteLength - from;
        Append(bytes);
        if (Count + ends.Length > _ends.Length) Array.Resize(ref _ends, Math.Max(_ends.Length * 2, Count + ends.Length));
        var own = _ends.AsSpan(Count, ends.Length);
        for (var i = 0; i < ends.Length; i++) own[i] = start + ends[i];
        Count += ends.Length;
    }

    /// <summary>Adds a part of the bytes.</summary>
    public void AddPart(ReadOnlySpan<byte> source, int start, int length)
    {
        if (length > Slack || start + Slack > source.Length || ByteLength + 2 * Slack > _bytes.Length)
        {
            Add(source.Slice(start, length));
            return;
        }

        // Fast path: what stands behind the part is copied too, and written over by the next.
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)start).StoreUnsafe(ref First, (nuint)ByteLength);
        ByteLength += length;
        EndValue();
    }

    /// <summary>Copies a part of a value and returns its length.</summary>
    /// <param name="index">Of the value.</param>
    /// <param name="part">Of it.</param>
    /// <param name="target">Up to <see cref="Slack"/> bytes from <paramref name="at"/> on may be written over.</param>
    /// <param name="at">Where to.</param>
    public int CopyPart(int index, Range part, byte[] target, int at)
    {
        var start = StartOf(index) + part.Start.Value;
        var length = part.End.Value - part.Start.Value;
        if (length > Slack || at + Slack > target.Length) _bytes.AsSpan(start, length).CopyTo(target.AsSpan(at));
        else Vector128.LoadUnsafe(ref First, (nuint)start).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(target), (nuint)at);
        return length;
    }

    /// <summary>At this place of the bytes stands the other list's value.</summary>
    /// <param name="at">In <see cref="Bytes"/>; may be anywhere up to their end.</param>
    /// <param name="other">Another list.</param>
    /// <param name="index">Of its value.</param>
    public bool HasAt(int at, ValueList other, int index)
    {
        var start = other.StartOf(index);
        var length = other._ends[index] - start;
        if (length > ByteLength - at) return false;
        if (length > Slack) return _bytes.AsSpan(at, length).SequenceEqual(other._bytes.AsSpan(start, length));
        var equal = Vector128.Equals(Vector128.LoadUnsafe(ref First, (nuint)at), Vector128.LoadUnsafe(ref other.First, (nuint)start)).ExtractMostSignificantBits();
        return (~equal & ((1u << length) - 1)) == 0;
    }

    /// <summary>From this value on stand the other list's values.</summary>
    /// <param name="first">Of the values; as many follow as the other list has.</param>
    /// <param name="other">Another list.</param>
    public bool HasValues(int first, ValueList other)
    {
        var start = StartOf(first);
        for (var i = 0; i < other.Count; i++)
        {
            if (_ends[first + i] - start != other._ends[i]) return false;
        }

        return _bytes.AsSpan(start, other.ByteLength).SequenceEqual(other.Bytes);
    }

    public int StartOf(int index) => index == 0 ? 0 : _ends[index - 1];

    public int LengthOf(int index) => _ends[index] - StartOf(index);

    ref byte First => ref MemoryMarshal.GetArrayDataReference(_bytes);

    /// <summary>Adds to the value that <see cref="EndValue"/> ends.</summary>
    public void Append(ReadOnlySpan<byte> part)
    {
        part.CopyTo(Reserve(part.Length));
        Advance(part.Length);
    }

    /// <summary>As <see cref="Append"/>, of another list's value.</summary>
    public void AppendValue(ValueList source, int index)
    {
        var start = source.StartOf(index);
        var length = source._ends[index] - start;
        if (length > 4 * Slack || ByteLength + length + 2 * Slack > _bytes.Length)
        {
            Append(source._bytes.AsSpan(start, length));
            return;
        }

        // Fast path: what stands behind the value is copied too, and written over by the next.
        for (var at = 0; at < length; at += Slack)
            Vector128.LoadUnsafe(ref source.First, (nuint)(start + at)).StoreUnsafe(ref First, (nuint)(ByteLength + at));
        ByteLength += length;
    }

    /// <summary>Room behind the content, to be written to; <see cref="Advance"/> says how much was.</summary>
    public Span<byte> Reserve(int length)
    {
        if (ByteLength + length + Slack > _bytes.Length) GrowBytes(length);
        return _bytes.AsSpan(ByteLength, length);
    }

    void GrowBytes(int length) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, ByteLength + length + Slack));

    /// <summary>So many bytes of what was reserved belong to the value.</summary>
    public void Advance(int length) => ByteLength += length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndValue()
    {
        var (ends, count) = (_ends, Count);
        if (count >= ends.Length) ends = GrowEnds();
        ends[count] = ByteLength;
        Count = count + 1;
    }

    // Apart: what is rare would keep the rest from being inlined.
    int[] GrowEnds()
    {
        Array.Resize(ref _ends, _ends.Length * 2);
        return _ends;
    }

    public void Clear()
    {
        Count = 0;
        ByteLength = 0;
    }
}
