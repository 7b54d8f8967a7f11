using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Hex digits that are looked for among packed ones, two a byte. They may begin in either half of a byte.</summary>
sealed class HexDigits
{
    /// <summary>With fewer there is not a whole byte of them wherever they begin.</summary>
    const int MinDigits = 3;

    readonly byte[] _digits;
    readonly byte[] _fromHighHalf;
    readonly byte[] _fromLowHalf;

    HexDigits(byte[] digits)
    {
        _digits = digits;
        _fromHighHalf = WholeBytes(0);
        _fromLowHalf = WholeBytes(1);
    }

    /// <summary>Those of a text, without its dashes; null if it has other bytes or too few digits.</summary>
    public static HexDigits? TryOf(ReadOnlySpan<byte> text)
    {
        var (digits, count) = (new byte[text.Length], 0);
        foreach (var c in text)
        {
            if (c == '-') continue;
            if (!char.IsAsciiHexDigit((char)c)) return null;
            digits[count++] = (byte)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return count < MinDigits ? null : new HexDigits(digits[..count]);
    }

    /// <summary>Adds the values that have the digits.</summary>
    /// <param name="packed">The values one behind the other, each of whole bytes, its first digit in a high half.</param>
    /// <param name="digitsOfValue">How many digits each has.</param>
    /// <param name="rows">A row for each value.</param>
    public void AddHolders(ReadOnlySpan<byte> packed, int digitsOfValue, RowSet rows)
    {
        if (_digits.Length > digitsOfValue) return;
        AddHolders(packed, digitsOfValue, _fromHighHalf, 0, rows);
        AddHolders(packed, digitsOfValue, _fromLowHalf, 1, rows);
    }

    /// <param name="packed">The values.</param>
    /// <param name="digitsOfValue">How many digits each has.</param>
    /// <param name="whole">The bytes that the digits fill.</param>
    /// <param name="before">So many digits stand before those, in the low half of a byte.</param>
    /// <param name="rows">A row for each value.</param>
    void AddHolders(ReadOnlySpan<byte> packed, int digitsOfValue, ReadOnlySpan<byte> whole, int before, RowSet rows)
    {
        var width = (digitsOfValue + 1) / 2;
        for (var from = 0; from <= packed.Length - whole.Length;)
        {
            var at = packed[from..].IndexOf(whole);
            if (at < 0) return;
            at += from;
            from = at + 1;
            var row = at / width;
            var first = (at - (row * width)) * 2 - before;
            if (first < 0 || first + _digits.Length > digitsOfValue || !HasEnds(packed, at, whole.Length, before)) continue;
            rows.Add(row);
            from = (row + 1) * width;
        }
    }

    /// <summary>The digits that fill no whole byte are there, too: before the whole ones, and behind them.</summary>
    bool HasEnds(ReadOnlySpan<byte> packed, int at, int length, int before)
    {
        if (before == 1 && (packed[at - 1] & 15) != _digits[0]) return false;
        return before + length * 2 == _digits.Length || packed[at + length] >> 4 == _digits[^1];
    }

    byte[] WholeBytes(int from)
    {
        var bytes = new byte[(_digits.Length - from) / 2];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(_digits[from + i * 2] << 4 | _digits[from + i * 2 + 1]);
        return bytes;
    }
}
