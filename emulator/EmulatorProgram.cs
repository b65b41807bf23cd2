using System.CommandLine;
using System.Runtime.InteropServices;

namespace ClickFunnels.Emulator;

/// <summary>The program of the emulators, from its arguments to its exit code.</summary>
internal static class EmulatorProgram
{
    private const int BadArguments = 2;

    /// <summary>Runs the program. It ends when it is canceled, and at SIGINT and SIGTERM.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken = default
    )
    {
        var command = EmulatorCommandLine.Create((options, token) => RunAsync(options, output, error, token));
        return await RunAsync(command.Parse(arguments), output, error, cancellationToken);
    }

    /// <summary>Runs parsed arguments.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (parsed.Errors.Count == 0)
        {
            // Signals are handled here.
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
            };
            try
            {
                return await parsed.InvokeAsync(configuration, cancellationToken);
            }
            catch (IOException exception)
            {
                // The output cannot be written, for example because its reader has ended.
                await error.WriteLineAsync(exception.Message);
                return 1;
            }
        }

        foreach (var problem in parsed.Errors)
        {
            await error.WriteLineAsync(problem.Message);
        }

        await error.WriteLineAsync("Try --help.");
        return BadArguments;
    }

    /// <summary>Starts emulators, writes how to connect to them, and serves until the end of the program.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<ApiEmulatorOptions> options,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
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
                    await output.WriteLineAsync(emulator.Connection().ToJsonString());
                    await output.FlushAsync(CancellationToken.None);
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
            await error.WriteLineAsync(exception.Message);
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
