using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Demo.Home;
using LogAggregator.Demo.Scenes;
using LogAggregator.Demo.Shop;

namespace LogAggregator.Demo;

/// <summary>All that is printed in a day, in the order of time. The same seed and the same day give the same bytes.</summary>
sealed class DemoTimeline
{
    readonly DemoOutput _output;
    readonly IReadOnlyList<Scene> _scenes;

    public DemoTimeline(DemoDay day, int seed)
    {
        _output = new DemoOutput(day);
        var scenes = 0;
        Random Own() => new(unchecked(seed * 397) + scenes++);
        _scenes =
        [
            new ShopTraffic(day, Own()),
            new ShopRetries(day, Own()),
            new DatabaseCare(day, Own()),
            new DatabaseOutage(day, Own()),
            new SearchIndexing(day, Own()),
            new ImportRuns(day, Own()),
            new MqttBroker(day, Own()),
            new Automation(day, Own()),
            new CameraRestarts(day, Own()),
            new NightlyBackup(day, Own()),
            new OddLines(day, Own()),
            new PaymentDeployment(day, Own()),
        ];
    }

    /// <summary>The next print, if it is not later than that.</summary>
    public bool TryTake(DateTimeOffset until, out DemoPrint print)
    {
        while (true)
        {
            // What a scene prints from now on is not earlier than its next step.
            var scene = _scenes.MinBy(scene => scene.Next)!;
            if (_output.TryTake(until < scene.Next ? until : scene.Next, out print)) return true;
            if (scene.Next > until || scene.Next == DateTimeOffset.MaxValue) return false;
            scene.Play(_output);
        }
    }
}
