using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Byte strings, one after another.</summary>
/// <param name="bytes">Of all.</param>
/// <param name="ends">Where each ends.</param>
readonly ref struct ValueSpan(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<int> Ends { get; } = ends;

    public int Count => Ends.Length;

    public ReadOnlySpan<byte> this[int index] => Bytes[StartOf(index)..Ends[index]];

    /// <summary>How long each is; 0 where they differ.</summary>
    public int CommonLength()
    {
        for (var i = 1; i < Count; i++)
        {
            if (Ends[i] - Ends[i - 1] != Ends[0]) return 0;
        }

        return Ends[0];
    }

    int StartOf(int index) => index == 0 ? 0 : Ends[index - 1];
}
