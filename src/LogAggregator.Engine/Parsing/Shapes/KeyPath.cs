using System;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>The keys down to the value that is being read, joined by dots.</summary>
sealed class KeyPath
{
    byte[] _bytes = new byte[256];
    int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Goes one key deeper; what it returns goes back up with <see cref="Pop"/>.</summary>
    public int Push(ReadOnlySpan<byte> key)
    {
        var before = _length;
        var needed = _length + key.Length + 1;
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        if (_length > 0) _bytes[_length++] = (byte)'.';
        key.CopyTo(_bytes.AsSpan(_length));
        _length += key.Length;
        return before;
    }

    public void Pop(int before) => _length = before;
}
