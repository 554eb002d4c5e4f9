#!/usr/bin/env bash
# A Slurm of one controller and three nodes on this machine: loopback only, nothing outside DIR, no accounting.
#   scripts/slurm-onebox.sh start DIR     then: export SLURM_CONF=DIR/slurm.conf
#   scripts/slurm-onebox.sh stop DIR
# Needs root and Debian's slurmctld, slurmd, slurm-client and munge.
set -euo pipefail
verb=${1:?start or stop}
dir=$(realpath -m "${2:?a folder}")
host=$(hostname -s)
export SLURM_CONF=$dir/slurm.conf

start_munge() {
  # munged takes its key from nobody but its own user, and refuses folders that others may write.
  mkdir -p "$dir/munge"
  chmod 711 "$dir"
  chmod 755 "$dir/munge"
  if [ ! -f "$dir/munge/key" ]; then dd if=/dev/urandom of="$dir/munge/key" bs=128 count=1 status=none; fi
  chown -R munge: "$dir/munge"
  chmod 400 "$dir/munge/key"
  setpriv --reuid=munge --regid=munge --init-groups munged --key-file="$dir/munge/key" --socket="$dir/munge/socket" \
    --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed"
}

write_conf() {
  cat > "$SLURM_CONF" <<CONF
ClusterName=onebox
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=${SLURM_ONEBOX_PORT:-16817}
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool-%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd-%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
# A node that stops answering is given up after ten seconds, and taken back when it answers again.
SlurmdTimeout=10
ReturnToService=2
# Without these the scheduler waits up to a minute between two looks at an array.
SchedulerParameters=batch_sched_delay=1,sched_interval=2,sched_min_interval=100000
NodeName=n[1-3] NodeHostname=$host NodeAddr=127.0.0.1 Port=[${SLURM_ONEBOX_NODES:-17001-17003}] CPUs=2 SocketsPerBoard=1 CoresPerSocket=2 ThreadsPerCore=1 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=n[1-3] Default=YES MaxTime=INFINITE State=UP
CONF
}

case $verb in
  start)
    mkdir -p "$dir"/{state,log,spool-n1,spool-n2,spool-n3}
    start_munge
    write_conf
    slurmctld -c
    for node in n1 n2 n3; do slurmd -N "$node"; done
    for _ in $(seq 60); do
      if [ "$(sinfo --noheader --format=%t 2>/dev/null)" = idle ]; then exit 0; fi
      sleep 0.5
    done
    echo "the nodes did not become idle; see $dir/log" >&2
    exit 1
    ;;
  stop)
    pids=()
    for file in "$dir"/slurmd-n?.pid "$dir/slurmctld.pid" "$dir/munge/pid"; do
      if [ -f "$file" ]; then pids+=("$(cat "$file")"); fi
    done
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    # They write their state before they go.
    for pid in "${pids[@]}"; do
      for _ in $(seq 100); do
        if ! kill -0 "$pid" 2>/dev/null; then break; fi
        sleep 0.1
      done
    done
    ;;
  *) echo "start or stop" >&2; exit 2 ;;
esac
