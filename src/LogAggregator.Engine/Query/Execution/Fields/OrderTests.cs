using System;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>Compares with a number without unit.</summary>
sealed class NumberTest(Comparison comparison, Value operand) : CompiledTest
{
    readonly double _operand = operand.AsNumber;

    protected override bool TakesValue(Value value)
    {
        // Whole numbers beyond 2^53 differ where doubles do not.
        if (value.Kind == ValueKind.Integer && operand.Kind == ValueKind.Integer) return Holds(comparison, value.AsInteger.CompareTo(operand.AsInteger));
        return value.TryGetNumber(out var number) && Holds(comparison, number.CompareTo(_operand));
    }
}

/// <summary>Compares with a number that has a unit: values that carry one, and plain numbers in a field named for one.</summary>
sealed class QuantityTest(Comparison comparison, NumberOperand operand, Unit fieldUnit) : CompiledTest
{
    readonly double _operand = new Quantity(operand.Number, operand.Unit).Scaled;

    protected override bool TakesValue(Value value)
    {
        double scaled;
        Unit unit;
        if (value.TryGetNumber(out var number)) (scaled, unit) = (number * Units.Scale(fieldUnit), fieldUnit);
        else if (value.Kind != ValueKind.Text || !Quantity.TryParseScaled(value.ToString(), out scaled, out unit)) return false;
        return Units.SameKind(unit, operand.Unit) && Holds(comparison, scaled.CompareTo(_operand));
    }
}

/// <summary>Compares texts, in any case.</summary>
sealed class TextOrderTest(Comparison comparison, string operand) : CompiledTest
{
    protected override bool TakesValue(Value value) =>
        Holds(comparison, string.Compare(value.ToString(), operand, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Compares times, and texts that write one.</summary>
sealed class TimeTest(Comparison comparison, long operandNs) : CompiledTest
{
    protected override bool TakesValue(Value value)
    {
        var ns = value.AsTimeNs;
        if (value.Kind != ValueKind.Time && (value.Kind != ValueKind.Text || !Timestamps.TryParseIso(value.ToString(), out ns))) return false;
        return Holds(comparison, ns.CompareTo(operandNs));
    }
}
