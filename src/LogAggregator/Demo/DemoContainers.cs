using System.Collections.Generic;

namespace LogAggregator.Demo;

/// <summary>All containers of the demo: a shop and a home.</summary>
static class DemoContainers
{
    const string Shop = "demo-shop";
    const string Home = "demo-home";

    public static DemoContainer Web { get; } = DemoContainer.Of(Shop, "web", 1, "nginx:1.27-alpine");

    public static DemoContainer FirstApi { get; } = DemoContainer.Of(Shop, "api", 1, "demo/shop-api:4.12.0");

    public static DemoContainer SecondApi { get; } = DemoContainer.Of(Shop, "api", 2, "demo/shop-api:4.12.0");

    public static DemoContainer Worker { get; } = DemoContainer.Of(Shop, "worker", 1, "demo/shop-worker:4.12.0");

    public static DemoContainer Payment { get; } = DemoContainer.Of(Shop, "payment", 1, "demo/payment:2.3.1");

    public static DemoContainer Database { get; } = DemoContainer.Of(Shop, "db", 1, "postgres:16-alpine");

    /// <summary>Prints half of all lines.</summary>
    public static DemoContainer Search { get; } = DemoContainer.Of(Shop, "search", 1, "demo/search:0.9.4");

    /// <summary>Removed three hours before the end of the history.</summary>
    public static DemoContainer Import { get; } = DemoContainer.Of(Shop, "import", 1, "demo/shop-import:1.8.0", DemoContainer.Removed);

    public static DemoContainer Mqtt { get; } = DemoContainer.Of(Home, "mqtt", 1, "eclipse-mosquitto:2");

    /// <summary>Prints in colours.</summary>
    public static DemoContainer Automation { get; } = DemoContainer.Of(Home, "automation", 1, "demo/home-automation:2025.11");

    /// <summary>Ends with an error again and again.</summary>
    public static DemoContainer Camera { get; } = DemoContainer.Of(Home, "camera", 1, "demo/camera:0.3.0", "restarting");

    /// <summary>Runs once in the night.</summary>
    public static DemoContainer Backup { get; } = DemoContainer.Of(Home, "backup", 1, "demo/backup:1.2.0", "exited");

    public static IReadOnlyList<DemoContainer> All { get; } =
        [Web, FirstApi, SecondApi, Worker, Payment, Database, Search, Import, Mqtt, Automation, Camera, Backup];
}
