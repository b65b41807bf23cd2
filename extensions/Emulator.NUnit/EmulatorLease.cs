namespace ClickFunnels.Emulator.NUnit;

/// <summary>An emulator that a test or a suite has.</summary>
internal sealed class EmulatorLease : IDisposable
{
    private string? _user;

    /// <param name="start">Starts an emulator.</param>
    public EmulatorLease(Func<Task<ApiEmulator>> start) => Emulator = Wait(start);

    public ApiEmulator Emulator { get; }

    /// <summary>The lease that this one hides, of an attribute further outside.</summary>
    public EmulatorLease? Outer { get; set; }

    public bool IsUsedBy(string testId) => Volatile.Read(ref _user) == testId;

    /// <summary>Gives a shared emulator to a test, in its initial state.</summary>
    /// <exception cref="InvalidOperationException">Another test is using it.</exception>
    public void Enter(string testId)
    {
        if (Interlocked.CompareExchange(ref _user, testId, null) is not null)
        {
            throw new InvalidOperationException(
                "Two tests that share an emulator run at the same time. Mark their fixtures with [NonParallelizable], or leave out Shared."
            );
        }

        Wait(Emulator.ResetAsync);
    }

    public void Leave() => Volatile.Write(ref _user, null);

    public void Dispose() => Wait(() => Emulator.DisposeAsync().AsTask());

    // Actions of tests are not asynchronous. On the thread pool, because a test may have a context of its own.
    private static void Wait(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();

    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
