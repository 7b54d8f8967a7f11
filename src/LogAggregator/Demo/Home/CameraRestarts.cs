using System;
using System.Globalization;
using LogAggregator.Demo.Scenes;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo.Home;

/// <summary>A program that finds no camera, ends, and is started again by Docker.</summary>
sealed class CameraRestarts(DemoDay day, Random random) : Scene(day, random)
{
    static readonly TimeSpan Mean = TimeSpan.FromMinutes(10);
    static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(2_330);
    static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(100);

    public override void Play(DemoOutput output)
    {
        output.Start(Next, DemoContainers.Camera);
        Print(output, 6, "INFO", "camera 0.3.0 starting");
        Print(output, 40, "INFO", "configuration read from /etc/camera.toml");
        Print(output, 90, "DEBUG", "devices found: none");
        Print(output, 1_100, "WARN", "no frame after 1 s, trying again");
        Print(output, 2_300, "ERROR", "device /dev/video0 cannot be opened: No such file or directory");
        Print(output, 2_310, "FATAL", "no camera, giving up (exit code 1)");
        var end = Next + RunTime;
        output.Stop(end, DemoContainers.Camera, exitCode: 1);
        Pause(Mean);
        if (Next <= end) Next = end + RestartPause;
    }

    void Print(DemoOutput output, int afterMs, string level, string text)
    {
        var time = Next + TimeSpan.FromMilliseconds(afterMs);
        var stream = level is "ERROR" or "FATAL" ? OutputStream.Stderr : OutputStream.Stdout;
        output.Print(time, DemoContainers.Camera, string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {level} camera: {text}"), stream);
    }
}
