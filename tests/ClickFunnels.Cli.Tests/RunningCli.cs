using System.Text;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Tests;

/// <summary>A run of the program that is still running, with what it has written so far.</summary>
internal sealed class RunningCli : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _stop = new();
    private readonly LineLog _output = new();
    private readonly LineLog _error = new();
    private readonly Task<int> _run;

    public RunningCli(Cli cli, string line) =>
        _run = Task.Run(() => ProgramRun.RunAsync(ShellWords.Split(line), cli.Host(_output, _error), _stop.Token));

    /// <summary>Waits for a line of the messages that contains a text.</summary>
    public Task<string> MessageAsync(string text) => WaitAsync(_error, text);

    /// <summary>Waits for a line of the data that contains a text.</summary>
    public Task<string> DataAsync(string text) => WaitAsync(_output, text);

    /// <summary>Waits for the address that a listener names.</summary>
    public async Task<Uri> AddressAsync()
    {
        var line = await MessageAsync("Listening on ");
        return new Uri(line.Split(' ')[2].TrimEnd('.'));
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CliResult> EndAsync() => new(await _run.WaitAsync(Limit), _output.ToString(), _error.ToString());

    /// <summary>Cancels the run, as Ctrl+C does, and waits for the end.</summary>
    public async Task<CliResult> StopAsync()
    {
        await _stop.CancelAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Limit);
        _stop.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    private async Task<string> WaitAsync(LineLog log, string text)
    {
        var found = log.WaitAsync(text).WaitAsync(Limit);
        await Task.WhenAny(found, _run);
        return log.Find(text) ?? (_run.IsCompleted ? throw new AssertionException($"The run ended: {_error}") : await found);
    }

    private sealed class LineLog : TextWriter
    {
        private readonly Lock _gate = new();
        private readonly StringBuilder _text = new();
        private TaskCompletionSource _changed = New();

        public LineLog() => NewLine = "\n";

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            lock (_gate)
            {
                _text.Append(value);
                _changed.TrySetResult();
                _changed = New();
            }
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void WriteLine(string? value) => Write(value + "\n");

        public override Task WriteAsync(string? value)
        {
            Write(value);
            return Task.CompletedTask;
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        public string? Find(string text) =>
            ToString().Split('\n').SkipLast(1).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));

        public async Task<string> WaitAsync(string text)
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    if (Find(text) is { } line)
                    {
                        return line;
                    }

                    changed = _changed.Task;
                }

                await changed;
            }
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
