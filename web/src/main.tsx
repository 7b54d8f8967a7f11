document.getElementById('page')!.textContent = 'Log Aggregator'
