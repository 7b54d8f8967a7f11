using System;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo;

/// <summary>Takes what the scenes print, in any order, and gives it out in the order of time.</summary>
sealed class DemoOutput(DemoDay day)
{
    /// <summary>Prints of one moment keep the order in which they came.</summary>
    readonly PriorityQueue<DemoPrint, (DateTimeOffset Time, long Number)> _prints = new();
    long _number;

    public void Print(DateTimeOffset time, DemoContainer container, string text, OutputStream stream = OutputStream.Stdout) =>
        Print(time, container, Encoding.UTF8.GetBytes(text), stream);

    public void Print(DateTimeOffset time, DemoContainer container, byte[] text, OutputStream stream = OutputStream.Stdout)
    {
        if (container == DemoContainers.Web && day.Gap.Contains(time)) return;
        if (container == DemoContainers.Mqtt && day.Pause.Contains(time)) return;
        Add(new DemoPrint(time, container, stream, text));
    }

    public void Lose(DateTimeOffset time, DemoContainer container, GapRecord gap) => Add(new DemoPrint(time, container, OutputStream.None, [], gap));

    public void Start(DateTimeOffset time, DemoContainer container) => Tell(time, container, new LifecycleRecord(LifecycleKind.Start, DemoPrint.NsOf(time)));

    public void Stop(DateTimeOffset time, DemoContainer container, int exitCode) =>
        Tell(time, container, new LifecycleRecord(LifecycleKind.Stop, DemoPrint.NsOf(time)) { ExitCode = exitCode });

    public void Rename(DateTimeOffset time, DemoContainer container, string previousName) =>
        Tell(time, container, new LifecycleRecord(LifecycleKind.Rename, DemoPrint.NsOf(time)) { Name = container.Identity.Name, PreviousName = previousName });

    public void Tell(DateTimeOffset time, DemoContainer container, LifecycleRecord record) => Add(new DemoPrint(time, container, OutputStream.None, [], Lifecycle: record));

    /// <summary>The earliest print, if it is not later than that.</summary>
    public bool TryTake(DateTimeOffset until, out DemoPrint print)
    {
        print = default;
        return _prints.TryPeek(out _, out var place) && place.Time <= until && _prints.TryDequeue(out print, out _);
    }

    void Add(DemoPrint print) => _prints.Enqueue(print, (print.Time, _number++));
}
