using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>A journal in memory. It covers lost responses and cancellation, but not a crash.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class InMemoryProductWorkflowJournal : IProductWorkflowJournal
{
    private volatile string? _text;
    private int _claimed;

    /// <inheritdoc />
    public Task<IAsyncDisposable> ClaimAsync(CancellationToken cancellationToken) =>
        Interlocked.CompareExchange(ref _claimed, 1, 0) == 0
            ? Task.FromResult<IAsyncDisposable>(new Claim(this))
            : throw new ProductWorkflowJournalException(
                "The journal is in use by another run. Wait for that run to end, or use a separate journal for each plan."
            );

    /// <inheritdoc />
    public Task<string?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(_text);

    /// <inheritdoc />
    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _text = text ?? throw new ArgumentNullException(nameof(text));
        return Task.CompletedTask;
    }

    private sealed class Claim(InMemoryProductWorkflowJournal journal) : IAsyncDisposable
    {
        private InMemoryProductWorkflowJournal? _journal = journal;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _journal, null) is { } held)
            {
                Volatile.Write(ref held._claimed, 0);
            }

            return default;
        }
    }
}
