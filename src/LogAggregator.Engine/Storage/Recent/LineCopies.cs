using System;

namespace LogAggregator.Engine.Storage.Recent;

/// <summary>
/// Copies lines that live about as long as each other into arrays of many: ten thousand small objects are work for every garbage collection. An
/// array lives as long as one of its lines does, so the first ones are small: there may be few lines.
/// </summary>
sealed class LineCopies
{
    const int FirstLength = 512;
    const int MaxLength = 32 * 1024;

    byte[] _bytes = [];
    int _used;

    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> line)
    {
        if (_bytes.Length - _used < line.Length)
        {
            if (line.Length >= MaxLength / 4) return line.ToArray();
            (_bytes, _used) = (new byte[Math.Clamp(_bytes.Length * 2, Math.Max(FirstLength, line.Length), MaxLength)], 0);
        }

        var copy = _bytes.AsMemory(_used, line.Length);
        line.CopyTo(copy.Span);
        _used += line.Length;
        return copy;
    }
}
