namespace ClickFunnels.Tests.Support;

/// <summary>A body that gives some bytes and then fails.</summary>
internal sealed class BrokenStream(Exception failure, params byte[] first) : MemoryStream(first)
{
    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        return read > 0 ? read : throw failure;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw failure;
}
