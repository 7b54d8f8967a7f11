using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Metrics;

namespace LogAggregator.Tail;

/// <summary>
/// One live reader. Its own task takes new batches from the backlog and puts what matches into its outbox, even while
/// the reader waits for its network: so a slow reader of few records loses none of them.
/// </summary>
sealed class LiveSubscription : IAsyncDisposable
{
    readonly LiveBacklog _backlog;
    readonly FilterEvaluator _evaluator;
    readonly LiveOutbox _outbox = new();
    readonly Counter _dropped;
    readonly Action<LiveSubscription> _remove;
    readonly Channel<bool> _published = Signal();
    readonly Channel<bool> _ready = Signal();

    /// <summary>Guards the position and the evaluator: the filtering task uses them, and the reader when it goes live.</summary>
    readonly Lock _lock = new();
    BacklogPosition _position;
    Task _filtering = Task.CompletedTask;

    public LiveSubscription(Filter filter, LiveBacklog backlog, Counter dropped, Action<LiveSubscription> remove)
    {
        _evaluator = new FilterEvaluator(filter);
        _backlog = backlog;
        _dropped = dropped;
        _remove = remove;
        _position = backlog.End;
    }

    public void Start() => _filtering = Task.Run(FilterAsync);

    /// <summary>There are new batches.</summary>
    public void Wake() => _published.Writer.TryWrite(true);

    /// <summary>Lets <see cref="WaitAsync"/> return although there may be nothing.</summary>
    public void WakeReader() => _ready.Writer.TryWrite(true);

    public bool TryTake(out LiveItem item) => _outbox.TryTake(out item);

    /// <summary>Until there may be something to take. One caller at a time.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _ready.Reader.ReadAsync(cancellationToken);

    /// <summary>
    /// Begins a read of the store: what is dropped until <see cref="TryGoLive"/> is not lost, the store has it.
    /// </summary>
    public void BeginHistory() => _outbox.BeginLossless();

    /// <summary>
    /// True if the outbox now holds all that was published since <see cref="BeginHistory"/> until this call: it follows the store's
    /// records without a hole. False if something was dropped: then begin again after the last record that was read.
    /// </summary>
    public bool TryGoLive()
    {
        lock (_lock)
        {
            // What is not yet filtered belongs to the history: if it overflows, the store must give it. Only to the
            // present end: a writer faster than this filter must not keep the reader here.
            var end = _backlog.End;
            while (_position.Batch < end.Batch && FilterBatch())
            {
            }

            return _outbox.TryEndLossless();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _remove(this);
        _published.Writer.TryComplete();
        await _filtering;
    }

    /// <summary>The one loop of the subscription. What fails here fails the reader, who waits on the same signal.</summary>
    async Task FilterAsync()
    {
        try
        {
            while (await _published.Reader.WaitToReadAsync())
            {
                _published.Reader.TryRead(out _);
                while (FilterBatch())
                {
                }
            }
        }
        catch (Exception failure)
        {
            _ready.Writer.TryComplete(failure);
        }
    }

    bool FilterBatch()
    {
        lock (_lock)
        {
            if (!_backlog.TryRead(ref _position, out var records, out var missed)) return false;
            var any = missed > 0;
            _dropped.Add(_outbox.AddMissed(missed));
            for (var i = 0; i < records.Count; i++)
            {
                if (!_evaluator.Matches(records[i])) continue;
                // A copy: the line may be part of a much larger array, which must not live as long as a slow reader.
                _dropped.Add(_outbox.Add(records[i] with { Line = records[i].Line.ToArray() }));
                any = true;
            }

            if (any) WakeReader();
            return true;
        }
    }

    static Channel<bool> Signal() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
}
