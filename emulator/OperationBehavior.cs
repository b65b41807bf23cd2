namespace ClickFunnels.Emulator;

/// <summary>The origin of the behavior of an operation.</summary>
public enum OperationBehavior
{
    /// <summary>At least one rule of its own is documented or was observed.</summary>
    Documented,

    /// <summary>It creates, reads, updates, deletes or lists records like any operation of its kind.</summary>
    Generic,
}
