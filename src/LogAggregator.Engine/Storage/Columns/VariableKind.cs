using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>What the values of a variable have in common: those of one kind are encoded alike.</summary>
/// <param name="IsConstant">All are the same.</param>
/// <param name="IsDigits">All are decimal digits.</param>
/// <param name="IsHex">All are hex digits.</param>
/// <param name="Length">Of digits where one begins with 0, and of hex digits: of each value; 0 where they differ, or nothing of it matters.</param>
readonly record struct VariableKind(bool IsConstant, bool IsDigits, bool IsHex, int Length)
{
    public static VariableKind Of(ValueSpan values)
    {
        var bytes = values.Bytes;
        var length = values.CommonLength();
        var isConstant = length > 0 && bytes[length..].SequenceEqual(bytes[..^length]);
        var isDigits = !bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        var isHex = !isDigits && IsHexText(bytes);
        return new VariableKind(isConstant, isDigits, isHex, isHex || (isDigits && AnyBeginsWithZero(values)) ? length : 0);
    }

    public byte Number => (byte)(IsDigits ? 1 : IsHex ? 2 : 0);

    static bool AnyBeginsWithZero(ValueSpan values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is [(byte)'0', _, ..]) return true;
        }

        return false;
    }

    static bool IsHexText(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit((char)c) && c != '-') return false;
        }

        return true;
    }
}
