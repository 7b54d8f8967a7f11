using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>What the values of a variable have in common: those of one kind are encoded alike.</summary>
/// <param name="IsConstant">All are the same.</param>
/// <param name="IsDigits">All are decimal digits.</param>
/// <param name="IsHex">All are hex digits.</param>
/// <param name="Length">Of digits where one begins with 0, and of hex digits: of each value; 0 where they differ, or nothing of it matters.</param>
readonly record struct VariableKind(bool IsConstant, bool IsDigits, bool IsHex, int Length)
{
    public static VariableKind Of(ValueList values, TemplateSplit split, ReadOnlySpan<int> rows, int variable)
    {
        var first = values[rows[0]][split.PlaceOf(rows[0], variable)];
        var (isConstant, isDigits, isHex, hasZero, length) = (true, true, true, false, first.Length);
        foreach (var row in rows)
        {
            var value = values[row][split.PlaceOf(row, variable)];
            if (isConstant && !value.SequenceEqual(first)) isConstant = false;
            if (value.Length != length) length = 0;
            if (isDigits && value.ContainsAnyExceptInRange((byte)'0', (byte)'9')) isDigits = false;
            if (isDigits) hasZero |= value.Length > 1 && value[0] == '0';
            else if (isHex && !IsHexText(value)) isHex = false;
        }

        return new VariableKind(isConstant, isDigits, isHex && !isDigits, isDigits ? hasZero ? length : 0 : isHex ? length : 0);
    }

    public byte Number => (byte)(IsDigits ? 1 : IsHex ? 2 : 0);

    static bool IsHexText(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit((char)c) && c != '-') return false;
        }

        return true;
    }
}
