namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>So many rows in a step of an axis, counted from its first one. Four bytes: there are some thousand of them for each block.</summary>
readonly struct TrendPart(int step, int rows)
{
    const int StepBits = 5;

    readonly uint _packed = ((uint)rows << StepBits) | (uint)step;

    public int Step => (int)(_packed & ((1 << StepBits) - 1));

    public int Rows => (int)(_packed >> StepBits);
}
