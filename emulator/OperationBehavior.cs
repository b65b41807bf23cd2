namespace ClickFunnels.Emulator;

/// <summary>How the emulator serves an operation.</summary>
public enum OperationBehavior
{
    /// <summary>It does at least one thing of its own that is documented or was observed.</summary>
    Documented,

    /// <summary>It creates, reads, changes, deletes or lists records as any operation of its kind does.</summary>
    Generic,
}
