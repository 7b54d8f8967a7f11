using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Ast;

/// <summary>What a value is compared with.</summary>
public abstract record Operand;

/// <summary>
/// A number. Without unit it compares with numbers, and with texts that are one. With a unit it compares with values
/// whose unit is known: <c>1.5s</c> in the value itself, or a plain number in a field named for it (<c>duration_ms</c>).
/// </summary>
public sealed record NumberOperand(Value Number, Unit Unit) : Operand;

/// <summary>A text: compares with every value's text, by the numbers of its characters, in any case.</summary>
public sealed record TextOperand(string Text) : Operand;

/// <summary>A time, ns since the Unix epoch: compares with times, and with texts that are one (ISO 8601).</summary>
public sealed record TimeOperand(long TimestampNs) : Operand;
