using System.Runtime.InteropServices;

namespace ClickFunnels.Emulator;

internal static class Program
{
    private const int BadArguments = 2;

    private static async Task<int> Main(string[] arguments)
    {
        var parsed = EmulatorCommandLine.Create(RunAsync).Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await Console.Error.WriteLineAsync("Try --help.");
        return BadArguments;
    }

    private static async Task<int> RunAsync(IReadOnlyList<ApiEmulatorOptions> options, CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var canceled = cancellationToken.Register(() => stop.TrySetResult());
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var emulators = new List<ApiEmulator>();
            try
            {
                foreach (var one in options)
                {
                    var emulator = await StartAsync(one);
                    emulators.Add(emulator);
                    await Console.Out.WriteLineAsync(emulator.Connection().ToJsonString());
                    await Console.Out.FlushAsync(CancellationToken.None);
                }

                await stop.Task;
                return 0;
            }
            finally
            {
                foreach (var emulator in emulators)
                {
                    await emulator.DisposeAsync();
                }
            }
        }
        catch (Exception exception)
            when (exception is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception is ArgumentException ? BadArguments : 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static async Task<ApiEmulator> StartAsync(ApiEmulatorOptions options) =>
        options switch
        {
            SimvolyEmulatorOptions simvoly => await SimvolyEmulator.StartAsync(simvoly),
            ElasticFunnelsEmulatorOptions elastic => await ElasticFunnelsEmulator.StartAsync(elastic),
            _ => await ClickFunnelsEmulator.StartAsync((ClickFunnelsEmulatorOptions)options),
        };
}
