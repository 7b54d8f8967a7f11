namespace LogAggregator.Engine.Query.Pipes;

sealed class LimitOperator(long count) : PipeOperator
{
    long _left = count;

    public override bool Add(TableRow row)
    {
        if (_left == 0) return false;
        _left--;
        return Next.Add(row) && _left > 0;
    }
}
